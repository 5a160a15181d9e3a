// The desk's page: files and answers go to this machine's own server, and to nothing else.
(() => {
  const token = document.querySelector("meta[name=gongkai-desk]").content;
  const shown = document.querySelector("meta[name=gongkai-shown]").content;
  const said = document.getElementById("said");
  const isEdited = (field) =>
    field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  const edited = () => [...document.querySelectorAll("[data-name], [data-whole]")].filter(isEdited);
  let isLeaving = false;

  const say = (words, trouble) => {
    said.textContent = words;
    said.hidden = !words;
    said.classList.toggle("trouble", trouble);
    if (words) said.scrollIntoView({ block: "nearest" });
  };
  const step = async (name, given) => {
    document.body.classList.add("busy");
    for (const button of document.querySelectorAll("button")) button.disabled = true;
    say("请稍候……", false);
    let answer;
    try {
      const response = await fetch(name, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Gongkai-Desk": token },
        body: JSON.stringify(given),
      });
      answer = response.status === 403 ? { said: "页面已经过期，请重新打开。" } : await response.json();
    } catch {
      answer = { said: "运行 serve 的窗口已经关了，请重新打开预览。" };
    }
    if (answer.done || answer.moved) {
      sessionStorage.setItem("said", JSON.stringify([answer.said, !answer.done]));
      isLeaving = true;
      location.reload();
      return;
    }
    document.body.classList.remove("busy");
    for (const button of document.querySelectorAll("button")) button.disabled = false;
    say(answer.said, true);
  };
  // All that the form holds, or (`onlyEdited`) what was typed and is not saved.
  const filled = (onlyEdited) => {
    const answers = {};
    const touched = new Set(edited().map((field) => `${field.dataset.path}#${field.dataset.name}`));
    for (const field of document.querySelectorAll("[data-name]")) {
      const { path, name } = field.dataset;
      if (onlyEdited && !touched.has(`${path}#${name}`)) continue;
      const of = (answers[path] ??= {});
      if (field.type !== "checkbox") of[name] = field.value;
      else {
        of[name] ??= [];
        if (field.checked) of[name].push(field.value);
      }
    }
    const texts = {};
    for (const field of edited()) if (field.dataset.whole) texts[field.dataset.whole] = field.value;
    return { answers, texts };
  };
  const read = (file) =>
    new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] ?? "" });
      reader.onerror = failed;
      reader.readAsDataURL(file);
    });
  const takeIn = async (files) => {
    let given;
    try {
      given = await Promise.all([...files].map(read));
    } catch {
      say("有的文件读不出来。文件夹不能整个拖进来，打开它，选中里面的文件再拖；正在 Word 里开着的，先关掉。", true);
      return;
    }
    step("take-in", { files: given });
  };

  const before = JSON.parse(sessionStorage.getItem("said") ?? '["", false]');
  sessionStorage.removeItem("said");
  say(...before);
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && edited().length) event.preventDefault();
  });
  for (const button of document.querySelectorAll("[data-refresh]"))
    button.addEventListener("click", () => location.reload());
  document.getElementById("form")?.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("button[data-step]"))
    button.addEventListener("click", () => {
      const { step: name, branch = "", path = "", which = "" } = button.dataset;
      const saves = ["save", "request"].includes(name);
      const asks = name === "away" && edited().length;
      if (asks && !confirm("您改的还没有存，放下就没有了。真的要放下吗？要留的，先点“取消”，再点“先存着”。")) return;
      step(name, { branch, path, shown, step: which, ...filled(!saves) });
    });
  const chooser = document.getElementById("files");
  chooser?.addEventListener("change", () => chooser.files.length && takeIn(chooser.files));
  // A file that is let go beside the frame must not take the place of the page, and what was typed with it.
  const drop = document.getElementById("drop");
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  for (const name of ["dragenter", "dragover"])
    addEventListener(name, (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      drop?.classList.add("over");
    });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop?.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    drop?.classList.remove("over");
    if (!drop) say("这里是一次改动。要收别的文件，先点“放下，回到收文”，再拖进来。", true);
    else if (event.dataTransfer.files.length) takeIn(event.dataTransfer.files);
  });
})();
