// The desk's page: files and answers go to this machine's own server, and to nothing else.
(() => {
  const token = document.querySelector("meta[name=gongkai-desk]").content;
  const said = document.getElementById("said");
  const edited = new Set();

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
    if (answer.done) {
      sessionStorage.setItem("said", answer.said);
      location.reload();
      return;
    }
    document.body.classList.remove("busy");
    for (const button of document.querySelectorAll("button")) button.disabled = false;
    say(answer.said, true);
  };
  const filled = () => {
    const answers = {};
    for (const field of document.querySelectorAll("[data-name]")) {
      const of = (answers[field.dataset.path] ??= {});
      if (field.type !== "checkbox") of[field.dataset.name] = field.value;
      else {
        of[field.dataset.name] ??= [];
        if (field.checked) of[field.dataset.name].push(field.value);
      }
    }
    const texts = {};
    for (const area of edited) texts[area.dataset.whole] = area.value;
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

  const before = sessionStorage.getItem("said");
  sessionStorage.removeItem("said");
  say(before ?? "", false);
  for (const area of document.querySelectorAll("[data-whole]")) area.addEventListener("input", () => edited.add(area));
  document.getElementById("form")?.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("button[data-step]"))
    button.addEventListener("click", () => {
      const { step: name, branch = "", path = "", which = "" } = button.dataset;
      step(name, { branch, path, step: which, ...(["save", "request"].includes(name) ? filled() : {}) });
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
