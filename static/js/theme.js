// Theme choice (kept in localStorage, no cookie) and the page's fold-out menus.
// Loaded in the head without `defer`, so the chosen theme is on <html> before the first paint.
(function () {
  "use strict";

  var KEY = "theme";
  var root = document.documentElement;

  function stored() {
    try {
      var value = window.localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : "system";
    } catch (error) {
      return "system"; // storage is blocked: the choice then lasts for this page only
    }
  }

  function store(value) {
    try {
      if (value === "system") {
        window.localStorage.removeItem(KEY);
      } else {
        window.localStorage.setItem(KEY, value);
      }
    } catch (error) {
      // See stored(): without storage the page at hand still changes.
    }
  }

  function show(value) {
    if (value === "system") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", value);
    }
  }

  function tickRadio(value) {
    document.querySelectorAll("input[name=theme]").forEach(function (radio) {
      radio.checked = radio.value === value;
    });
  }

  function openMenus() {
    return document.querySelectorAll("details.menu[open]");
  }

  show(stored());

  document.addEventListener("DOMContentLoaded", function () {
    tickRadio(stored());
  });

  // A page restored by the Back button keeps its old radios; another tab may have changed the choice.
  window.addEventListener("pageshow", function () {
    show(stored());
    tickRadio(stored());
  });
  window.addEventListener("storage", function (event) {
    if (event.key === KEY || event.key === null) {
      show(stored());
      tickRadio(stored());
    }
  });

  // Listening on the document, so that menus which arrive later with a swap work as well.
  document.addEventListener("change", function (event) {
    if (event.target.matches && event.target.matches("input[name=theme]")) {
      store(event.target.value);
      show(event.target.value);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    openMenus().forEach(function (menu) {
      var holdsFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (holdsFocus) {
        menu.querySelector("summary").focus();
      }
    });
  });

  document.addEventListener("click", function (event) {
    openMenus().forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
})();
