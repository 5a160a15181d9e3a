// Fields that were left empty are not written at all: an empty group would be a group with fields missing.
(function () {
  "use strict";

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
      return pruned(event.entry.get("data"));
    },
  });
})();
