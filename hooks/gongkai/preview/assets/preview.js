// The page of a preview shows itself anew when it has changed. It listens only while somebody sees it: a browser keeps
// no more than six connections to one host, and every tab would hold one.
(() => {
  const { page, seen, events } = document.currentScript.dataset;
  const address = `${events}?${new URLSearchParams({ page, seen })}`;
  let source = null;

  const say = (words) => {
    const state = document.getElementById("gk-preview-state");
    if (state) state.textContent = words;
  };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("open", () => say(""));
    source.addEventListener("changed", () => location.reload());
    source.addEventListener("error", () => say("预览已停止，页面不再更新。"));
  };
  const leave = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
