// Catalogs and profiles to rank: random ones, and one whose names would do harm if they were not text.

// Numbers in [0, 1) of a linear congruential generator (Numerical Recipes).
export const random = (seed) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const kSkills = 120;
const taxonomy = () => ({
  format: "skillmatch/taxonomy@1",
  concepts: Array.from({ length: 20 }, (_, c) => ({ id: "c" + c, name: { en: "concept " + c } })),
  skills: Array.from({ length: kSkills }, (_, s) => ({
    id: "s" + s,
    name: { en: "skill " + s, ko: "역량 " + s },
    broader: s % 3 === 0 ? [] : ["c" + (s % 20), ...(s % 5 === 0 ? ["c" + ((s + 7) % 20)] : [])],
  })),
});

export const randomCatalog = (companies, seed) => {
  const next = random(seed);
  return {
    format: "skillmatch/catalog@1",
    taxonomy: taxonomy(),
    companies: Array.from({ length: companies }, (_, c) => {
      const requirements = new Map();
      for (let i = 0; i < 5 + next() * 30; ++i) {
        requirements.set("s" + Math.floor(next() * kSkills), {
          level: Math.round((0.05 + next() * 4.95) * 100) / 100,
          importance: Math.round((0.01 + next() * 0.99) * 100) / 100,
          must: next() < 0.05,
        });
      }
      return { id: "company-" + c, name: { en: "Company " + c }, requires: Object.fromEntries(requirements) };
    }),
  };
};

export const randomProfile = (seed) => {
  const next = random(seed);
  const skills = {};
  for (let i = 0; i < 30; ++i) skills["s" + Math.floor(next() * kSkills)] = Math.round(next() * 500) / 100;
  return { format: "skillmatch/profile@1", id: "random", skills };
};

// As they are in the file, and how what is shown of them begins.
export const hostileNames = [
  { text: "</script><script>window.pwned = 1</script>", shown: "</script><script>window.pwned = 1</script>" },
  { text: '"><img src=x onerror="window.pwned = 1">', shown: '"><img src=x onerror="window.pwned = 1">' },
  { text: "<!--<script>", shown: "<!--<script>" },
  { text: "' onmouseover='window.pwned = 1", shown: "' onmouseover='window.pwned = 1" },
  { text: "javascript:window.pwned=1", shown: "javascript:window.pwned=1" },
  { text: '=HYPERLINK("https://example.org", "prize")', shown: '=HYPERLINK("https://example.org", "prize")' },
  { text: "evil \u202e moc.elpmaxe", shown: "evil " },
  { text: "bell \u0007 and escape \u001b[31m", shown: "bell " },
  { text: "&lt;b&gt; &amp;amp;", shown: "&lt;b&gt; &amp;amp;" },
  { text: "]]> ${window.pwned} {{pwned}}", shown: "]]> ${window.pwned} {{pwned}}" },
  { text: "x".repeat(10_000), shown: "x".repeat(100) },
  { text: "\u2066isolated\u2069 text", shown: "" },
];

export const hostileCatalog = () => ({
  format: "skillmatch/catalog@1",
  taxonomy: {
    format: "skillmatch/taxonomy@1",
    skills: hostileNames.map(({ text }, i) => ({ id: "skill-" + i, name: { en: text.slice(0, 300), ko: "ko " + text.slice(0, 300) } })),
  },
  fields: hostileNames.map(({ text }, i) => ({ id: "field-" + i, name: { en: text } })),
  companies: hostileNames.map(({ text }, i) => ({
    id: "company-" + i,
    name: { en: text },
    field: "field-" + i,
    source: text,
    requires: {
      ["skill-" + i]: { level: 3, importance: 1, must: i % 2 === 1 },
      ["skill-" + ((i + 1) % hostileNames.length)]: { level: 2, importance: 0.5 },
    },
  })),
});

export const hostileProfile = () => ({
  format: "skillmatch/profile@1",
  id: "</title><script>window.pwned = 1</script>",
  skills: Object.fromEntries(hostileNames.map((_, i) => ["skill-" + i, (i % 5) + 1])),
});
