// 长者模式: larger print, stronger contrast, a simpler page, until it is switched off again. Loaded before the page
// is painted, so that nothing jumps; where there is no script the switch is not shown.
(() => {
  const NAME = "gk-easy", root = document.documentElement;
  let chosen = false;

  const recall = () => {
    try { chosen = localStorage.getItem(NAME) === "1"; } catch { /* no storage: chosen for this page alone */ }
  };
  const show = () => {
    root.classList.toggle(NAME, chosen);
    for (const button of document.getElementsByClassName("gk-easy-switch")) {
      button.setAttribute("aria-pressed", String(chosen));
    }
  };
  root.classList.add("gk-scripted");
  recall();
  show();
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".gk-easy-switch")) return;
    chosen = !chosen;
    try { localStorage.setItem(NAME, chosen ? "1" : "0"); } catch { /* as above */ }
    show();
  });
  // What is folded is printed, also where the stylesheet cannot open it (Chrome before 131, Safari before 18.4).
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open])")) { fold.open = true; opened.push(fold); }
  });
  addEventListener("afterprint", () => { for (const fold of opened.splice(0)) fold.open = false; });
  const again = () => { recall(); show(); };
  addEventListener("storage", again); // switched in another tab
  addEventListener("pageshow", (event) => event.persisted && again()); // back to a page that was kept as it was
})();
