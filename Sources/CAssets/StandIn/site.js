// What the business's own pages do: they watch what bookwatch.js tells them, and keep it for whoever looks.
window.heard = [];
window.refusals = [];
for (const name of ["booking", "error", "analytics"]) {
  addEventListener("bookwatch:" + name, (event) => heard.push({ name, detail: event.detail }));
}
document.addEventListener("securitypolicyviolation", (event) => refusals.push(event.violatedDirective + " " + event.blockedURI));
const wishes = new URL(document.currentScript.src).searchParams;
window.dataLayer = [];
window.measured = [];
if (wishes.has("gtag")) window.gtag = (...words) => measured.push(words);
if (wishes.get("own") === "first") window.SOAfterConfirmationFunction = (data) => { window.ownHeard = data.bookingInfo.CustomerName; };
if (wishes.get("own") === "throws") window.SOAfterConfirmationFunction = () => { throw new Error("the page's own mistake"); };
