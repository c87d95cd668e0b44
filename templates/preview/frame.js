// A card in its frame, before the card itself: tell the page around it how high it is.
(function () {
  "use strict";
  // Scripts of cards wait for this to bring their blank into sight. Here all of the card is in sight, and a frame that
  // scrolls would take the page around it along.
  window.onShownHook = [];

  function tell() {
    parent.postMessage({ height: Math.ceil(document.getElementById("qa").getBoundingClientRect().height) + 40 }, "*");
  }
  // A frame out of sight is not drawn, so observers are silent there: measure it once it is loaded.
  window.addEventListener("load", function () {
    tell();
    new ResizeObserver(tell).observe(document.getElementById("qa"));
  });
})();
