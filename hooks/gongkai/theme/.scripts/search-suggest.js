// Suggestions on a page other than the search page: what makes them is fetched when a reader turns to the box.

document.querySelectorAll("[data-gk-search] [data-gk-query]").forEach((box) => {
  const load = () => import("./search.js").then(() => {
    if (box.value) box.dispatchEvent(new Event("input", { bubbles: true })); // what was typed meanwhile
  }).catch(() => {}); // the box works without them
  if (document.activeElement === box) load();
  else box.addEventListener("focus", load, { once: true });
});
