// What a reader who does not see the page must hear, and the title, after htmx has changed a part of it.
(function () {
  "use strict";

  document.addEventListener("htmx:afterSettle", function () {
    var part = document.querySelector("[data-announce]");
    var voice = document.getElementById("announcer");
    if (!part) {
      return;
    }
    if (part.dataset.title) {
      document.title = part.dataset.title;
    }
    if (voice) {
      voice.textContent = part.dataset.announce;
    }
  });
})();
