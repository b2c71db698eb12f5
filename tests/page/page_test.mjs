import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { axeSource, data, launch, liveRanking, move, open, path, ranked, readJson, skillmatch, waitForSliders, work, writeJson } from "./page.mjs";
import { hostileCatalog, hostileNames, hostileProfile, randomCatalog, randomProfile, random } from "./worlds.mjs";

const graduate = data + "/profiles/graph-graduate.json";
let browser;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});

const report = (name, profile, ...words) => {
  skillmatch("report", profile, "-o", path(name), ...words);
  return path(name);
};

const assertSame = (live, wanted) => {
  assert.equal(live.length, wanted.length);
  wanted.forEach((w, i) => {
    const { company, score, cosine, coverage, gate } = live[i];
    assert.deepEqual(
      { company, score, cosine, coverage, gate },
      { company: w.company, score: w.score, cosine: w.cosine, coverage: w.coverage, gate: w.gate },
      "place " + (i + 1),
    );
  });
};

test("the page shows the ranking of the command line", async () => {
  const { page, seen } = await open(browser, report("plain.html", graduate));
  await waitForSliders(page);
  const wanted = ranked(graduate);
  assertSame(await liveRanking(page), wanted);
  const table = skillmatch("rank", graduate, "--top", "all", "--format", "csv").trim().split("\r\n").slice(1);
  const shown = await page.$$eval("#ranking tbody tr", (rows) => rows.map((r) => [...r.cells].map((c) => c.textContent)));
  assert.equal(shown.length, table.length);
  const three = (x) => skillmatch("rank", graduate, "--top", "all").includes(x);
  shown.forEach((cells, i) => {
    assert.equal(cells[0], String(i + 1));
    assert.equal(cells[1], wanted[i].name);
    for (const number of cells.slice(4, 7)) assert.ok(three(number), number);
  });
  assert.deepEqual(seen.errors, []);
});

// A profile and a model as sliders make them, ranked by the page and by the program.
const compareAfterMoves = async (page, profile, model, moves, words, name) => {
  const changed = structuredClone(profile);
  const weighed = { format: "skillmatch/model@1", blend: 0.5, breadth_floor: 3, relatedness: 0, weights: {}, ...structuredClone(model) };
  for (const { kind, skill, value } of moves) {
    if (kind === "level") changed.skills[skill] = value;
    if (kind === "weight") weighed.weights[skill] = value;
    if (kind === "blend") weighed.blend = value;
  }
  await move(page, moves);
  const wanted = ranked(writeJson(name + "-profile.json", changed), "--model", writeJson(name + "-model.json", weighed), ...words);
  assertSame(await liveRanking(page), wanted);
};

test("sliders give the scores that the command line gives, to the last bit", async () => {
  const { page } = await open(browser, report("moves.html", graduate));
  await waitForSliders(page);
  const profile = readJson(graduate);
  const skills = await page.$$eval('input[data-kind="level"]', (all) => all.map((i) => i.dataset.skill));
  const next = random(7);
  for (let round = 0; round < 12; ++round) {
    await page.click("#reset");
    const moves = [{ kind: "blend", value: Math.round(next() * 100) / 100 }];
    for (const skill of skills) {
      if (next() < 0.4) moves.push({ kind: "level", skill, value: Math.floor(next() * 11) / 2 });
      if (next() < 0.3) moves.push({ kind: "weight", skill, value: Math.round(next() * 60) / 20 });
    }
    await compareAfterMoves(page, profile, {}, moves, [], "round" + round);
  }
});

test("a thousand companies, related skills and fractional levels are no different", async () => {
  const catalog = writeJson("thousand.json", randomCatalog(1000, 3));
  const profile = randomProfile(5);
  const file = writeJson("thousand-profile.json", profile);
  const model = { blend: 0.3, breadth_floor: 1.5, relatedness: 0.4, weights: { s3: 2, s4: 0.25 } };
  const words = ["--catalog", catalog];
  const page_file = report("thousand.html", file, ...words, "--model", writeJson("thousand-model.json", { format: "skillmatch/model@1", ...model }));
  assert.ok(readFileSync(page_file).length < 1.5e6, "size");
  const { page } = await open(browser, page_file);
  await waitForSliders(page);
  assertSame(await liveRanking(page), ranked(file, ...words, "--model", path("thousand-model.json")));
  const skills = await page.$$eval('input[data-kind="level"]', (all) => all.map((i) => i.dataset.skill));
  const moves = [{ kind: "blend", value: 0.77 }, { kind: "level", skill: skills[0], value: 4.5 }, { kind: "weight", skill: skills[1], value: 0 }, { kind: "level", skill: skills[2], value: 0 }];
  await compareAfterMoves(page, profile, model, moves, words, "thousand");
});

test("numbers are rounded as the command line rounds them", async () => {
  const { page } = await open(browser, report("rounding.html", graduate));
  await waitForSliders(page);
  // Coverage alone of one skill of four levels: ties of the third decimal.
  for (const value of [0.5, 1, 1.5, 2.5, 3.5]) {
    const skill = await page.$eval('input[data-kind="level"]', (i) => i.dataset.skill);
    await move(page, [{ kind: "blend", value: 0 }, { kind: "level", skill, value }]);
    const profile = readJson(graduate);
    profile.skills[skill] = value;
    const table = skillmatch("rank", writeJson("rounding.json", profile), "--top", "all", "--model", "coverage", "--lang", "en", "--format", "markdown");
    for (const { text } of await liveRanking(page)) {
      const line = table.split("\n").find((l) => l.startsWith("| " + text[0] + " |"));
      assert.ok(line.includes("| " + text[3] + " | " + text[4] + " | " + text[5] + " |"), line + " has not " + text);
    }
  }
});

test("a slider is moved with the keyboard, and told by its name and value", async () => {
  const { page } = await open(browser, report("keys.html", graduate));
  await waitForSliders(page);
  const slider = page.locator('input[data-kind="level"]').first();
  const skill = await slider.getAttribute("data-skill");
  await slider.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await slider.getAttribute("aria-valuetext"), "4.5");
  const profile = readJson(graduate);
  profile.skills[skill] = 4.5;
  assertSame(await liveRanking(page), ranked(writeJson("keys.json", profile)));
});

test("what is reset is the ranking of before", async () => {
  const { page } = await open(browser, report("reset.html", graduate));
  await waitForSliders(page);
  const first = await liveRanking(page);
  const skill = await page.$eval('input[data-kind="level"]', (i) => i.dataset.skill);
  await move(page, [{ kind: "level", skill, value: 5 }, { kind: "blend", value: 0.9 }]);
  assert.notDeepEqual(await liveRanking(page), first);
  assert.ok((await liveRanking(page)).some((r) => /^[▲▼] \d+$/.test(r.text[1])));
  await page.click("#reset");
  await move(page, []);
  assert.deepEqual(await liveRanking(page), first);
});

test("another skill can be added, and any company be looked into", async () => {
  const { page } = await open(browser, report("add.html", graduate));
  await waitForSliders(page);
  const before = await page.$$eval('input[data-kind="level"]', (all) => all.map((i) => i.dataset.skill));
  const names = await page.$$eval("#skill-names option", (all) => all.map((o) => o.value));
  const known = new Set(await page.$$eval(".lever .skill", (all) => all.map((s) => s.textContent)));
  const other = names.find((n) => !known.has(n));
  await page.fill("#add-skill", other);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const now = await page.$$eval('input[data-kind="level"]', (all) => all.map((i) => i.dataset.skill));
  assert.equal(now.length, before.length + 1);
  const skill = now.find((s) => !before.includes(s));
  const profile = readJson(graduate);
  await compareAfterMoves(page, profile, {}, [{ kind: "level", skill, value: 3.5 }], [], "added");
  await page.locator("#live-ranking button").nth(2).click();
  const rows = await page.$$eval("#live-terms tbody tr", (all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
  const company = (await liveRanking(page))[2].company;
  const result = ranked(path("added-profile.json"), "--model", path("added-model.json")).find((r) => r.company === company);
  assert.equal(rows.filter((r) => r[3] !== "0.000" || r[4] !== "0.000").length, result.matched.length);
  const sum = rows.reduce((s, r) => s + Number(r[3]) + Number(r[4]), 0);
  assert.ok(Math.abs(sum - result.score) < 0.001 * rows.length);
});

test("without WebAssembly everything but the sliders is there, and the page says so", async () => {
  const file = report("no-wasm.html", graduate);
  for (const options of [{ before: () => delete window.WebAssembly }, { javaScriptEnabled: false }]) {
    const { page } = await open(browser, file, options);
    await page.waitForTimeout(200);
    assert.match(await page.textContent("#live-state"), /^There are no sliders here:/);
    assert.ok(await page.locator("#live").isHidden());
    assert.equal(await page.locator("#ranking tbody tr").count(), 19);
    assert.equal(await page.locator("details.company").count(), 10);
  }
});

test("a page whose numbers are not the engine's has no sliders", async () => {
  const file = report("altered.html", graduate);
  const html = readFileSync(file, "utf8");
  const altered = html.replace(/("ranking":\[\[\d+,0\.\d)\d/, (all, head) => head + "0");
  assert.notEqual(altered, html);
  writeFileSync(file, altered);
  const { page } = await open(browser, file);
  await page.waitForFunction(() => document.getElementById("live-state").textContent.includes("does not give the scores"));
  assert.ok(await page.locator("#live").isHidden());
});

test("a page of a program without the engine for pages says so", async () => {
  const file = report("no-engine.html", graduate);
  writeFileSync(file, readFileSync(file, "utf8").replace(/(id="engine">)[^<]*/, "$1"));
  const { page } = await open(browser, file);
  await page.waitForFunction(() => document.getElementById("live-state").textContent.endsWith("(this skillmatch was built without emscripten)"));
  assert.equal(await page.locator("#ranking tbody tr").count(), 19);
});

test("nothing is fetched, and nothing but the page's own script may run", async () => {
  const { page, seen } = await open(browser, report("policy.html", graduate));
  await waitForSliders(page);
  assert.equal(seen.requests.length, 1);
  assert.deepEqual(seen.errors, []);
  const refused = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = 1";
    document.body.append(script);
    const fetched = await fetch("https://example.org/").then(() => true, () => false);
    document.body.insertAdjacentHTML("beforeend", '<b id="styled" style="color: rgb(1, 2, 3)">x</b>');
    return { ran: window.intruder === 1, fetched, styled: getComputedStyle(document.getElementById("styled")).color === "rgb(1, 2, 3)" };
  });
  assert.deepEqual(refused, { ran: false, fetched: false, styled: false });
});

for (const language of ["en", "ko"]) {
  test("hostile names stay text, in the ranking and in the sliders (" + language + ")", async () => {
    const catalog = writeJson("hostile.json", hostileCatalog());
    const profile = writeJson("hostile-profile.json", hostileProfile());
    const { page, seen } = await open(browser, report("hostile.html", profile, "--catalog", catalog, "--lang", language));
    await waitForSliders(page);
    await move(page, [{ kind: "level", skill: "skill-1", value: 4 }]);
    const names = await page.$$eval("#ranking tbody tr td:nth-child(2)", (cells) => cells.map((c) => c.textContent));
    const live = (await liveRanking(page)).map((r) => r.text[2]);
    assert.equal(names.length, hostileNames.length);
    assert.deepEqual(new Set(live), new Set(names));
    for (const { text, shown } of hostileNames) {
      assert.ok(names.some((n) => n.startsWith(shown)), text.slice(0, 80));
    }
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.deepEqual(await page.$$eval("script", (all) => all.map((s) => s.id)), ["data", "engine", ""]);
    assert.equal(await page.locator("img, iframe, object, svg script, a[href^=javascript]").count(), 0);
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u0007\u001b]/.test(await page.content()));
    // Nothing is wider than the window: what is wide is scrolled by itself.
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    assert.deepEqual(seen.errors, []);
  });
}

for (const [language, scheme, width] of [["en", "light", 1200], ["ko", "dark", 1200], ["en", "dark", 400]]) {
  test("the page passes axe: " + language + ", " + scheme + ", " + width + " wide", async () => {
    const { page } = await open(browser, report("axe.html", graduate, "--lang", language), {
      bypassCSP: true,
      colorScheme: scheme,
      viewport: { width, height: 900 },
    });
    await waitForSliders(page);
    await page.locator("#live-ranking button").first().click();
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => window.axe.run());
    assert.deepEqual(found.violations.map((v) => v.id + ": " + v.nodes[0].html.slice(0, 200) + " " + v.nodes[0].failureSummary), []);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    const dark = await page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]) < 100);
    assert.equal(dark, scheme === "dark");
  });
}

test("in print the sliders are left out and the rest stays", async () => {
  const { page } = await open(browser, report("print.html", graduate));
  await waitForSliders(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#what-if").isHidden());
  assert.ok(await page.locator("#ranking").isVisible());
  assert.ok(await page.locator("nav").isHidden());
  const opened = () => page.locator("details.company[open]").count();
  assert.equal(await opened(), 1);
  const atPrint = page.evaluate(() => new Promise((done) => addEventListener("afterprint", () => done(window.printed), { once: true })));
  await page.evaluate(() => addEventListener("beforeprint", () => (window.printed = document.querySelectorAll("details.company[open]").length)));
  await page.pdf();
  assert.equal(await atPrint, 10);
  assert.equal(await opened(), 1);
});
