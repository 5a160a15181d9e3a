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
  const takeIn = async (files) => step("take-in", { files: await Promise.all([...files].map(read)) });

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
  const drop = document.getElementById("drop");
  for (const name of ["dragenter", "dragover"])
    drop?.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop?.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) takeIn(event.dataTransfer.files);
  });
})();
