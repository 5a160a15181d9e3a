// The files below search/, fetched once each and unpacked. No DOM in here.

const SEARCH = new URL("../search/", import.meta.url).href;
const PATIENCE = 20000; // a connection that says nothing is a broken one
const fetched = new Map();

/** A file of the index: its bytes, or what they say where its name tells that it is packed JSON. */
export function unpacked(path, cache = "default") {
  if (!fetched.has(path)) {
    const promise = (path.endsWith(".z") ? packed : bytesOf)(path, cache);
    promise.catch(() => fetched.delete(path));
    fetched.set(path, promise);
  }
  return fetched.get(path);
}

function packed(path, cache) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error(`late: ${path}`)), PATIENCE); });
  return Promise.race([late, fetch(SEARCH + path, { cache }).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return inflated(response);
  })]);
}

/** Of the buckets a query asks for twenty and more, and each costs a cheap phone a sixth less so than by `fetch`. */
function bytesOf(path) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", SEARCH + path);
    request.responseType = "arraybuffer";
    request.timeout = PATIENCE;
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Error(`${request.status} ${path}`)));
    request.onerror = request.ontimeout = () => reject(new Error(`late or lost: ${path}`));
    request.send();
  });
}

async function inflated(response) {
  if (typeof DecompressionStream !== "undefined") {
    return new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).json();
  }
  const [{ unzlibSync }, packed] = await Promise.all([import("./inflate.js"), response.arrayBuffer()]);
  return JSON.parse(new TextDecoder().decode(unzlibSync(new Uint8Array(packed))));
}

/** A column of small numbers, one a character. */
export function columnOf(text) {
  const numbers = new Uint16Array(text.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = text.charCodeAt(i) - 48;
  return numbers;
}

/** Reads varints one after another: seven bits a byte, the lowest first. */
export function varints(bytes, at = 0) {
  const reader = {
    place: at,
    next() {
      let value = 0, shift = 0, byte;
      do { byte = bytes[reader.place++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127);
      return value;
    },
  };
  return reader;
}
