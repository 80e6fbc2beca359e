// Hands OnceHub's booking confirmations to a bookwatch endpoint. What fails is silent for the visitor.
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const tag = document.currentScript || find('script[src*="bookwatch.js"]');
  if (!tag || window.bookwatch) return;
  window.bookwatch = true;
  const { source, token, message, prefill, prefillMap = "{}", analytics, textThanks = "Thank you" } = tag.dataset;
  const { endpoint = tag.src, origins = "https://oncehub.com", textClose = "Close" } = tag.dataset;
  const seen = new Set();
  const waiting = new Set();

  const emit = (name, detail) => dispatchEvent(new CustomEvent("bookwatch:" + name, { detail }));
  const quietly = (work) => {
    try { work(); } catch (error) { report("hook-failed", error.name); }
  };

  // Delivery. These types need no preflight, so that a request gets through while the page is being left.
  const address = (path, more) => {
    const url = new URL(path, endpoint);
    for (const [name, value] of Object.entries({ source, token, ...more }))
      if (value) url.searchParams.set(name, value);
    return url.href;
  };
  const post = ({ url, body, type }) => fetch(url, {
    method: "POST", body, headers: { "Content-Type": type }, credentials: "omit", keepalive: body.length < 6e4,
  });
  const report = (code, detail) => {
    emit("error", { code, detail });
    const body = JSON.stringify({ code, detail: String(detail) });
    post({ url: address("v1/reports"), body, type: "text/plain" }).catch(() => {});
  };
  const attempt = (letter) => {
    waiting.delete(letter);
    clearTimeout(letter.timer);
    letter.attempts += 1;
    post(letter).then((answer) => {
      if (answer.status === 429 || answer.status > 499) retry(letter, answer.headers.get("Retry-After"));
      else if (!answer.ok) emit("error", { code: "delivery-refused", detail: answer.status });
      else if (letter.attempts > 1) report("delivery-late", letter.attempts + " attempts");
    }, () => retry(letter));
  };
  const retry = (letter, seconds) => {
    if (letter.attempts > 8) return report("delivery-failed", letter.attempts + " attempts");
    waiting.add(letter);
    const pause = Math.max(Number(seconds) || 0, 2 ** letter.attempts / 2) * (1 + Math.random() / 4);
    letter.timer = setTimeout(attempt, pause * 1000, letter);
  };
  const deliver = (body, page, type = "text/plain") => {
    const key = Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");
    attempt({ url: address("v1/confirmations", { page, key }), body, type, attempts: 0 });
  };
  addEventListener("pagehide", () => waiting.forEach(({ url, body, type }) =>
    navigator.sendBeacon(url, new Blob([body], { type }))));

  // What else is done with a booking.
  const when = ({ wall_time, starts_at, time_zone }) => {
    const [time, timeZone] = wall_time ? [wall_time.replace(/Z?$/, "Z"), "UTC"] : [starts_at, time_zone];
    try {
      const text = new Date(time).toLocaleString([], { dateStyle: "full", timeStyle: "short", timeZone });
      return time && text + (time_zone ? ` (${time_zone.replace(/_/g, " ")})` : "");
    } catch (error) { return time; }
  };
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const show = (booking, embed) => {
    const isPopup = message === "popup";
    const box = element(isPopup ? "dialog" : "div", "");
    const title = element("h2", textThanks + (booking.name ? `, ${booking.name}.` : "."));
    const lines = [booking.subject || booking.event_type, when(booking)];
    box.append(title, ...lines.filter(Boolean).map((line) => element("p", line)));
    box.className = title.id = "bookwatch-message";
    box.setAttribute("aria-labelledby", title.id);
    box.style.cssText = "max-width:32rem;padding:1.5rem;border:1px solid;border-radius:.75rem;overflow-wrap:anywhere";
    if (isPopup) {
      const close = element("button", textClose);
      close.onclick = () => box.close();
      box.onclose = () => box.remove();
      box.append(close);
      document.body.append(box);
      return box.showModal();
    }
    box.role = "status";
    box.tabIndex = -1;
    const place = find("[data-bookwatch-message]");
    if (place) place.replaceChildren(box);
    else (embed || document.body.firstChild).before(box);
    // Out of sight, but still there: nothing of the form is lost.
    if (embed) embed.style.display = "none";
    box.focus();
  };
  const fill = (booking) => {
    const form = find(prefill);
    if (!form) return report("form-not-found", prefill);
    const map = JSON.parse(prefillMap);
    for (const control of form.querySelectorAll("input, select, textarea")) {
      const field = control.dataset.bookwatch || map[control.name] || control.name.toLowerCase();
      const value = field.startsWith("field.") ? booking.fields[field.slice(6)] : booking[field];
      if (typeof value !== "string" || control.value || /^(checkbox|file|password|radio)$/.test(control.type)) continue;
      control.value = value;
      for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  // Neither who, nor when, nor an id: no personal data.
  const measure = ({ product, event_type, booking_page, booking_calendar }) => {
    const facts = { product, source, event_type, booking_page, booking_calendar };
    const event = "oncehub_booking";
    if (analytics === "gtag") gtag("event", event, facts);
    else if (analytics === "event") emit("analytics", facts);
    else (window.dataLayer ||= []).push({ event, ...facts });
  };
  const booked = (booking, data, embed) => {
    const body = embed === null ? data : JSON.stringify(data);
    if (seen.has(body)) return;
    seen.add(body);
    deliver(body, embed?.dataset.soPage, embed === null ? "application/x-www-form-urlencoded" : undefined);
    quietly(() => emit("booking", { ...booking, source, data }));
    if (analytics) quietly(() => measure(booking));
    const change = () => {
      if (prefill) quietly(() => fill(booking));
      if (message && message !== "none") quietly(() => show(booking, embed));
    };
    document.readyState === "loading" ? addEventListener("DOMContentLoaded", change) : change();
  };

  // Booking Pages: the function that OnceHub calls, and after it the page's own, whichever was there first.
  let own;
  const confirmed = function (data) {
    quietly(() => {
      const info = data?.bookingInfo;
      if (Number(data?.errorStatus) || Number(info?.statusCode) !== 1) return;
      const embed = find("[data-so-page]") || undefined;
      const time = info.MeetingTimes?.[0] || {};
      booked({
        product: "booking_pages", id: [].concat(info.BookingId)[0], name: info.CustomerName, email: info.CustomerEmail,
        phone: info.CustomerPhone, note: info.Note, event_type: info.EventTypeName, fields: {},
        booking_page: embed?.dataset.soPage, starts_at: time.UTCTime?.replace(/Z?$/, "Z"), wall_time: time.CustomerTime,
      }, data, embed);
    });
    if (typeof own === "function") return own.apply(this, arguments);
  };
  const hook = () => {
    const present = window.SOAfterConfirmationFunction;
    if (present === confirmed) return;
    own = present;
    window.SOAfterConfirmationFunction = confirmed;
  };
  hook();
  for (const type of ["DOMContentLoaded", "load", "blur"]) addEventListener(type, hook);

  // Booking Calendars: messages of the frame.
  addEventListener("message", ({ origin, source: sender, data }) => quietly(() => {
    const step = origins.split(/\s+/).includes(origin) && data?.payload && /^oncehub\.booking(.+)/.exec(data.type)?.[1];
    if (/^_calendar\.(loaded|time_slot_selected)$/.test(step)) deliver(JSON.stringify(data));
    if (step !== ".scheduled") return;
    const { payload } = data;
    const { starting_time: starts_at, customer_timezone: time_zone } = payload;
    const booking = { ...payload, starts_at, time_zone, product: "booking_calendars", fields: {} };
    for (const { name, value } of payload.custom_fields || [])
      (/^(name|email|phone|company|note)$/.test(name) ? booking : booking.fields)[name] = [].concat(value).join(", ");
    const frame = [...document.querySelectorAll("iframe")].find((frame) => frame.contentWindow === sender);
    booked(booking, data, frame?.closest("[data-oh-booking-calendar-id]") || undefined);
  }));

  // A landing page of the site's own: the query goes to the endpoint, and out of the address bar.
  quietly(() => {
    const query = location.search;
    const fields = {};
    const found = { fields };
    // A plus in an e-mail address is one.
    const plain = query.replace(/[?&]email=[^&]*/i, (pair) => pair.replace(/\+/g, "%2B"));
    for (const [name, value] of new URLSearchParams(plain)) fields[name] = found[name.toLowerCase()] = value;
    const isPage = found.meetingtime || found.bookingpage || found.bookingpagename || found.creationtime;
    if (!isPage && !found.booking_calendar && !found.starting_time && !found.creation_time) return;
    history.replaceState(history.state, "", location.pathname + location.hash);
    booked({
      ...found, product: isPage && !found.booking_calendar ? "booking_pages" : "booking_calendars",
      booking_page: found.bookingpage, starts_at: found.starting_time, wall_time: found.meetingtime,
      time_zone: found.customer_timezone || found.timezone,
    }, query, null);
  });
})();
