// What is live on a report: sliders for levels, weights and the blend, scored again by the engine
// itself. Everything else of the page stands without this script.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const words = data.words;
  const kShown = 50; // companies in the live ranking until all are asked for

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  // As the program prints it: three decimals, where a tie (a multiple of 1/16) goes to the even one.
  const rounded = (x) => {
    const halves = x * 2000;
    if (!Number.isInteger(x * 16) || halves % 2 !== 1) return x.toFixed(3);
    const below = (halves - 1) / 2;
    return ((below + (below % 2)) / 1000).toFixed(3);
  };
  const levelText = (x) => (x < 0 ? words.not_known : String(Number(x.toFixed(2))));

  // The engine: numbers in and out through one array that both sides see.
  const start = async () => {
    const text = $("engine").textContent;
    if (text === "") throw new Error(words.not_built);
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const imports = {
      env: { emscripten_notify_memory_growth() {} },
      wasi_snapshot_preview1: {
        proc_exit(code) {
          throw new Error("the engine stopped: " + code);
        },
      },
    };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    const e = instance.exports;
    e._initialize();
    const give = (values) => new Float64Array(e.memory.buffer, e.numbers(values.length), values.length).set(values);
    const take = (count) => new Float64Array(e.memory.buffer, e.numbers(count), count);
    e.add_concepts(data.concepts);
    for (const skill of data.skills) {
      give(skill.broader);
      e.add_skill(skill.broader.length);
    }
    for (const company of data.companies) {
      give(company.asks);
      e.add_company(company.asks.length / 4);
    }
    return {
      setModel(blend, weights) {
        give(weights);
        e.set_model(blend, data.breadth_floor, data.relatedness);
      },
      rank(levels) {
        give(levels);
        const count = e.rank();
        const values = take(count * 5);
        return Array.from({ length: count }, (_, i) => ({
          company: values[i * 5],
          score: values[i * 5 + 1],
          cosine: values[i * 5 + 2],
          coverage: values[i * 5 + 3],
          gate: ["pass", "unknown", "fail"][values[i * 5 + 4]],
        }));
      },
      terms(company) {
        const count = e.terms(company);
        const values = take(count * 7);
        return Array.from({ length: count }, (_, i) => {
          const [skill, asked, importance, must, have, cosine, coverage] = values.subarray(i * 7, i * 7 + 7);
          return { skill, asked, importance, must, have, cosine, coverage };
        });
      },
    };
  };

  const run = (engine) => {
    const given = () => ({
      blend: data.blend,
      levels: data.skills.map((s) => s.level),
      weights: data.skills.map((s) => s.weight),
    });
    let state = given();
    let chosen = null;
    let showAll = false;
    engine.setModel(state.blend, state.weights);
    let ranking = engine.rank(state.levels);
    // The page was written by the program: both must say the same, to the last bit.
    const same =
      ranking.length === data.ranking.length &&
      ranking.every((r, i) => r.company === data.ranking[i][0] && r.score === data.ranking[i][1]);
    if (!same) throw new Error(words.disagrees);
    const rankBefore = new Map(ranking.map((r, i) => [r.company, i + 1]));

    // One row a place, made once and filled again.
    const body = $("live-ranking").tBodies[0];
    const rows = [];
    const row = (i) => {
      while (rows.length <= i) {
        const tr = make("tr");
        const cells = ["", "", "name", "", "", "", ""].map((c) => tr.appendChild(make("td", c)));
        const button = cells[2].appendChild(make("button", "company"));
        button.type = "button";
        const r = { tr, cells, button, company: -1 };
        button.addEventListener("click", () => {
          chosen = r.company;
          showCompany();
          $("live-company").focus();
        });
        rows.push(r);
      }
      return rows[i];
    };
    const put = (node, text) => {
      if (node.textContent !== text) node.textContent = text;
    };
    const showRanking = () => {
      const count = showAll ? ranking.length : Math.min(kShown, ranking.length);
      for (let i = 0; i < count; ++i) {
        const r = ranking[i];
        const { tr, cells, button } = row(i);
        rows[i].company = r.company;
        const moved = rankBefore.has(r.company) ? rankBefore.get(r.company) - (i + 1) : 0;
        put(cells[0], String(i + 1));
        put(cells[1], moved > 0 ? "▲ " + moved : moved < 0 ? "▼ " + -moved : "");
        cells[1].className = moved > 0 ? "up" : moved < 0 ? "down" : "";
        put(button, data.companies[r.company].name);
        ["score", "cosine", "coverage"].forEach((part, p) => {
          put(cells[3 + p], rounded(r[part]));
          cells[3 + p].dataset.value = String(r[part]);
        });
        put(cells[6], words[r.gate]);
        cells[6].className = r.gate;
        tr.dataset.company = data.companies[r.company].id;
        if (tr.parentNode !== body) body.append(tr);
      }
      for (let i = count; i < rows.length; ++i) rows[i].tr.remove();
      $("live-all").hidden = showAll || ranking.length <= kShown;
      $("live-none").hidden = ranking.length > 0;
    };
    const showCompany = () => {
      const place = ranking.findIndex((r) => r.company === chosen);
      $("live-company").hidden = place < 0;
      if (place < 0) return;
      put($("live-company-name"), place + 1 + ". " + data.companies[chosen].name + "  " + rounded(ranking[place].score));
      $("live-terms").tBodies[0].replaceChildren(
        ...engine.terms(chosen).map((t) => {
          const tr = make("tr");
          const texts = [data.skills[t.skill].name + (t.must ? " *" : ""), levelText(t.have), levelText(t.asked), rounded(t.cosine), rounded(t.coverage)];
          texts.forEach((text, c) => tr.append(make("td", c === 0 ? "name" : c === 1 && t.have < t.asked ? "unknown" : "", text)));
          return tr;
        }),
      );
    };
    let said = 0;
    const say = () => {
      clearTimeout(said);
      said = setTimeout(() => {
        const first = ranking[0];
        $("live-state").textContent = first ? words.first + " " + data.companies[first.company].name + ", " + rounded(first.score) : words.nothing;
      }, 600);
    };
    let waiting = false;
    let modelChanged = false;
    const rerank = () => {
      performance.mark("rerank");
      waiting = false;
      if (modelChanged) engine.setModel(state.blend, state.weights);
      modelChanged = false;
      ranking = engine.rank(state.levels);
      showRanking();
      showCompany();
      performance.measure("rerank", "rerank");
      say();
    };
    const changed = (model) => {
      modelChanged = modelChanged || model;
      if (!waiting) requestAnimationFrame(rerank);
      waiting = true;
    };

    // A slider with its name and value; what it shows when it is not moved is the exact number.
    const slider = (parent, name, label, most, step, read, write) => {
      const line = parent.appendChild(make("label"));
      line.append(make("span", "", name));
      const input = line.appendChild(make("input"));
      input.type = "range";
      input.min = "0";
      input.max = String(most);
      input.step = String(step);
      input.setAttribute("aria-label", label);
      const output = line.appendChild(make("output"));
      const show = () => {
        output.textContent = levelText(read());
        input.setAttribute("aria-valuetext", output.textContent);
      };
      const refresh = () => {
        input.value = String(Math.max(0, read()));
        show();
      };
      input.addEventListener("input", () => {
        write(Number(input.value));
        show();
      });
      refresh();
      return { input, refresh };
    };
    const refreshers = [];
    const levers = new Map(); // a skill's level slider
    const lever = (s) => {
      if (levers.has(s)) return;
      const box = $("levers").appendChild(make("div", "lever"));
      box.append(make("span", "skill", data.skills[s].name));
      const mark = () => {
        const skill = data.skills[s];
        box.classList.toggle("changed", state.levels[s] !== skill.level || state.weights[s] !== skill.weight);
      };
      const add = (kind, values, most, step, isModel) => {
        const it = slider(box, words[kind], data.skills[s].name + ": " + words[kind], most, step, () => state[values][s], (x) => {
          state[values][s] = x;
          mark();
          changed(isModel);
        });
        it.input.dataset.skill = data.skills[s].id;
        it.input.dataset.kind = kind;
        refreshers.push(() => {
          it.refresh();
          mark();
        });
        return it.input;
      };
      levers.set(s, add("level", "levels", 5, 0.5, false));
      add("weight", "weights", Math.max(3, 2 * data.skills[s].weight), 0.05, true);
    };
    const blend = slider($("blend"), words.blend, words.blend, 1, 0.01, () => state.blend, (x) => {
      state.blend = x;
      changed(true);
    });
    blend.input.id = "blend-slider";
    refreshers.push(blend.refresh);
    data.levers.forEach(lever);

    const names = new Map(); // of two skills of one name the second has its id behind it
    data.skills.forEach((skill, s) => {
      const name = names.has(skill.name) ? skill.name + " (" + skill.id + ")" : skill.name;
      names.set(name, s);
      const option = make("option");
      option.value = name;
      $("skill-names").append(option);
    });
    $("add-skill").addEventListener("change", (event) => {
      const s = names.get(event.target.value);
      if (s === undefined) return;
      event.target.value = "";
      lever(s);
      levers.get(s).focus();
    });
    $("reset").addEventListener("click", () => {
      state = given();
      for (const refresh of refreshers) refresh();
      changed(true);
    });
    $("live-all").addEventListener("click", () => {
      showAll = true;
      showRanking();
    });

    showRanking();
    $("live").hidden = false;
    $("live-state").textContent = "";
  };

  start()
    .then(run)
    .catch((error) => {
      $("live").hidden = true;
      $("live-state").textContent = words.no_sliders + " (" + error.message + ")";
    });
})();
