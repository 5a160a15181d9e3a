// The files below search/, fetched once each and unpacked. No DOM in here.

const SEARCH = new URL("../search/", import.meta.url);
const PATIENCE = 20000; // a connection that says nothing is a broken one
const fetched = new Map();

/** A file of the index, unpacked where its name says that it is packed (then it is JSON). */
export function unpacked(path, kind, cache = "default") {
  if (!fetched.has(path)) {
    const late = new Promise((_, reject) => { setTimeout(() => reject(new Error(`late: ${path}`)), PATIENCE); });
    const promise = Promise.race([late, fetch(new URL(path, SEARCH).href, { cache }).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return path.endsWith(".z") ? inflated(response) : response[kind]();
    })]);
    promise.catch(() => fetched.delete(path));
    fetched.set(path, promise);
  }
  return fetched.get(path);
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
