// What the browser editor does besides: fields that were left empty are not written at all, since an empty group would be
// a group with fields missing; new files get readable names; drafts that are not merged yet can be referred to.
(function () {
  "use strict";

  // The name of a new file travels as a field of this name, and is taken out again before anything is saved.
  const NAME = "gongkai_file_name";
  const NAME_LINE = new RegExp(`^${NAME}: .*\\n`, "m");

  function isEmpty(value) {
    if (value === null || value === undefined || value === "") return true;
    return typeof value === "object" && "size" in value && value.size === 0;
  }

  function pruned(value) {
    if (value === null || typeof value !== "object" || typeof value.map !== "function") return value;
    return value.map(pruned).filterNot(isEmpty);
  }

  CMS.registerEventListener({
    name: "preSave",
    handler: function (event) {
      const entry = event.entry;
      const data = pruned(entry.get("data"));
      if (!entry.get("newRecord")) return data;
      return data.set(NAME, fileName(String(data.get("title") || ""), String(data.get("number") || "")));
    },
  });

  // The backend of the settings, with what was said above. Decap hands `config.backend.behind` on as it is.
  CMS.registerBackend(
    "gongkai",
    class {
      constructor(config, options) {
        const real = CMS.getBackend(config.backend.behind).init(config, options);
        const persist = real.persistEntry.bind(real);
        const list = real.entriesByFolder.bind(real);
        real.persistEntry = (entry, how) =>
          persist({ ...entry, dataFiles: entry.dataFiles.map((one) => ({ ...one, raw: one.raw.replace(NAME_LINE, "") })) }, how);
        if (config.publish_mode === "editorial_workflow") {
          real.entriesByFolder = async (folder, extension, depth) => {
            const [merged, waiting] = await Promise.all([list(folder, extension, depth), drafts(real, folder)]);
            const known = new Set(merged.map((one) => one.file.path));
            return merged.concat(waiting.filter((one) => !known.has(one.file.path)));
          };
        }
        return real;
      }
    },
  );

  /** New documents of a folder that are not merged yet, as the editor lists documents. */
  async function drafts(backend, folder) {
    const collection = folder.split("/").pop();
    const found = [];
    for (const id of await backend.unpublishedEntries().catch(() => [])) {
      if (!id.startsWith(`${collection}/`)) continue;
      const slug = id.slice(collection.length + 1);
      const { diffs } = await backend.unpublishedEntry({ id, collection, slug });
      for (const one of diffs.filter((diff) => diff.newFile && diff.path.startsWith(`${folder}/`) && diff.path.endsWith(".md"))) {
        const data = await backend.unpublishedEntryDataFile(collection, slug, one.path, one.id);
        found.push({ file: { path: one.path, id: one.id, label: one.path }, data });
      }
    }
    return found;
  }

  // As the program names files (`model/naming.py`): by the 发文字号, else by the first words of the title.
  const NUMBER = /^(.*?)〔?(\d{4})〕?(?:年第)?(\d+)号$/;
  const EMPTY_WORDS =
    /^关于|印发|做好|进一步|开展|[《》〈〉“”（）()，、·\s]|的(?:通知|意见|公告|通告|决定|函|批复)$|^解读|政策解读|一问一答/g;

  function pinyin(text, between) {
    const parts = text.match(/[a-z0-9]+|[\s\S]/gi) || [];
    return parts
      .map((part) => (READINGS[part] || part).toLowerCase().replace(/[^a-z0-9]/g, ""))
      .filter(Boolean)
      .join(between);
  }

  function fileName(title, number) {
    const found = NUMBER.exec(number.trim());
    if (found) return `${pinyin(found[1], "") || "gonggao"}-${found[3]}`;
    return pinyin(title.replace(EMPTY_WORDS, "").slice(0, 8), "-") || "wenjian";
  }

  window.GONGKAI_FILE_NAME = fileName;
})();
