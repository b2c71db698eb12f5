// How fast a page of `skillmatch report` is with 1,000 companies: its size, when it is first painted,
// and how long one move of a slider takes until the table says the new ranks.
//   cmake --build --preset release --target page_benchmark
import { statSync } from "node:fs";

import { launch, move, open, path, skillmatch, waitForSliders, writeJson } from "../tests/page/page.mjs";
import { randomCatalog, randomProfile } from "../tests/page/worlds.mjs";

const kRuns = 9;
const kMoves = 40;
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

const catalog = writeJson("catalog.json", randomCatalog(1000, 3));
const profile = writeJson("profile.json", randomProfile(5));
skillmatch("report", profile, "--catalog", catalog, "-o", path("page.html"));

const browser = await launch();
const paints = [];
const level = [];
const weight = [];
for (let run = 0; run < kRuns; ++run) {
  const { page } = await open(browser, path("page.html"));
  await waitForSliders(page);
  paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
  const skills = await page.$$eval('input[data-kind="level"]', (all) => all.map((i) => i.dataset.skill));
  for (const [kind, times] of [["level", level], ["weight", weight]]) {
    await page.evaluate(() => performance.clearMeasures());
    for (let i = 0; i < kMoves; ++i) {
      await move(page, [{ kind, skill: skills[i % skills.length], value: (i % 6) / 2 }]);
    }
    const measured = await page.evaluate(() => performance.getEntriesByName("rerank", "measure").map((m) => m.duration));
    times.push(...measured);
  }
  await page.context().close();
}
await browser.close();

const row = (what, values, unit) =>
  console.log(`| ${what} | ${median(values).toFixed(1)} ${unit} | ${Math.max(...values).toFixed(1)} ${unit} | ${values.length} |`);
console.log(`1,000 companies, ${(statSync(path("page.html")).size / 1e6).toFixed(2)} MB\n`);
console.log("| | median | most | of |\n| --- | ---: | ---: | ---: |");
row("first paint", paints, "ms");
row("a level moved: ranked and shown", level, "ms");
row("a weight moved: ranked and shown", weight, "ms");
