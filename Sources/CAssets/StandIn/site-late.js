// A page may declare its function below bookwatch.js.
if (new URL(document.currentScript.src).searchParams.get("own") === "later") {
  window.SOAfterConfirmationFunction = function (data) { window.ownHeard = data.bookingInfo.CustomerName; };
}
