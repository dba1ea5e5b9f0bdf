// An article's marks and notes find each other: hovering or focusing one shows the other, and the address of an event
// (#event-12) selects both. Without script the address still marks the words, and the numbers still link.
(function () {
  "use strict";

  // The title above the text reports events too, so all of the main part listens.
  var text = document.querySelector(".article__text") && document.querySelector("main");
  if (!text) {
    return;
  }

  function noteOf(number) {
    return document.getElementById("note-" + number);
  }

  function marksOf(event) {
    return text.querySelectorAll('[data-events~="' + event + '"]');
  }

  function show(event, on, name) {
    marksOf(event).forEach(function (mark) {
      mark.classList.toggle(name, on);
    });
    text.querySelectorAll('.note[data-event="' + event + '"]').forEach(function (note) {
      note.classList.toggle(name, on);
    });
  }

  function eventsAt(target) {
    var note = target.closest(".note");
    if (note) {
      return [note.dataset.event];
    }
    var ref = target.closest(".noteref");
    if (ref) {
      var found = noteOf(ref.querySelector("a").hash.replace("#note-", ""));
      return found ? [found.dataset.event] : [];
    }
    var mark = target.closest(".t");
    return mark ? mark.dataset.events.split(" ") : [];
  }

  function listen(kind, on) {
    text.addEventListener(kind, function (happened) {
      eventsAt(happened.target).forEach(function (event) {
        show(event, on, "is-near");
      });
    });
  }

  listen("mouseover", true);
  listen("mouseout", false);
  listen("focusin", true);
  listen("focusout", false);

  function select() {
    var wanted = /^#event-(\d+)$/.exec(window.location.hash);
    text.querySelectorAll(".note.is-selected, .t.is-selected").forEach(function (part) {
      part.classList.remove("is-selected");
    });
    if (wanted) {
      show(wanted[1], true, "is-selected");
      var note = text.querySelector('.note[data-event="' + wanted[1] + '"]');
      if (note && note.closest("details")) {
        note.closest("details").open = true;
      }
    }
  }

  if (window.location.hash) {
    select();
  }
  window.addEventListener("hashchange", select);
})();
