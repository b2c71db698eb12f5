// Pages made by the program, opened in Chromium from disk.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const packages = process.env.PACKAGES;
const { chromium } = require(join(packages, "playwright-core-1.56.1/package"));
export const axeSource = readFileSync(join(packages, "axe-core-4.10.3/package/axe.min.js"), "utf8");

export const data = fileURLToPath(new URL("../../data", import.meta.url));
export const work = mkdtempSync(join(tmpdir(), "skillmatch-page-"));
export const path = (name) => join(work, name);
export const writeJson = (name, value) => {
  writeFileSync(path(name), JSON.stringify(value));
  return path(name);
};
export const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

export const skillmatch = (...words) =>
  execFileSync(process.env.SKILLMATCH, words, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: "C.UTF-8", LANG: "C.UTF-8" },
  });
export const ranked = (profile, ...words) =>
  JSON.parse(skillmatch("rank", profile, "--top", "all", "--format", "json", ...words)).results;

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

// Opens a file; `seen` collects what must not be there.
export const open = async (browser, file, options = {}) => {
  const { before, ...context } = options;
  const page = await (await browser.newContext(context)).newPage();
  const seen = { errors: [], requests: [] };
  page.on("console", (m) => m.type() === "error" && seen.errors.push(m.text()));
  page.on("pageerror", (e) => seen.errors.push(String(e)));
  page.on("dialog", (d) => {
    seen.errors.push("dialog: " + d.message());
    d.dismiss();
  });
  page.on("request", (r) => seen.requests.push(r.url()));
  if (before) await page.addInitScript(before);
  await page.goto(pathToFileURL(file).href);
  return { page, seen };
};

export const waitForSliders = (page) => page.waitForSelector("#live:not([hidden])");

// The live ranking in full, as the page shows it.
export const liveRanking = async (page) => {
  const all = page.locator("#live-all");
  if (await all.isVisible()) await all.click();
  return page.$$eval("#live-ranking tbody tr", (rows) =>
    rows.map((row) => {
      const cells = [...row.cells];
      return {
        company: row.dataset.company,
        text: cells.map((c) => c.textContent),
        score: Number(cells[3].dataset.value),
        cosine: Number(cells[4].dataset.value),
        coverage: Number(cells[5].dataset.value),
        gate: cells[6].className,
      };
    }),
  );
};

// Moves sliders as a hand does, all before the page ranks anew: [{kind, skill, value}].
export const move = (page, moves) =>
  page.evaluate(async (all) => {
    for (const { kind, skill, value } of all) {
      const slider =
        kind === "blend"
          ? document.getElementById("blend-slider")
          : document.querySelector('input[data-kind="' + kind + '"][data-skill="' + CSS.escape(skill) + '"]');
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, moves);
