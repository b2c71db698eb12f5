// skillmatch evaluate: how well models or ready runs rank, by what people judged.
#include "command.h"
#include "common_options.h"
#include "judged.h"
#include "listing.h"
#include "measured.h"
#include "output.h"

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/evaluation.h>
#include <skillmatch/statistics.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kEvaluateOptions{
    Option{"judgments", 'j', "FILE", "",
           "what people judged: TREC qrels, or feedback as JSON Lines or CSV"},
    kProfilesOption,
    kCatalogOption,
    Option{"model", 'm', "balanced|cosine|coverage|FILE", "",
           "how companies are ranked; the first one given is what the others are compared with",
           true},
    Option{"weights", 0, "model|rarity", "",
           "what a skill weighs: as the model says (the default), or the more the fewer companies "
           "require it; given twice, every model is measured with both",
           true},
    Option{"run", 'r', "FILE", "", "a ready ranking, a TREC run, beside models or alone", true},
    Option{"k", 'k', "N", "10", "how many places NDCG, precision and recall look at"},
    Option{"gain", 0, "linear|exponential", "linear",
           "what a grade is worth to NDCG: itself, or 2^grade - 1"},
    Option{"per-query", 0, "", "", "the measures of each query, not their means"},
    Option{"complete", 0, "", "",
           "means over all judged queries; those without a ranking count as 0"},
    Option{"seed", 0, "N", "1", "of the significance test and the interval"},
    Option{"write-run", 0, "FILE", "", "write the ranking of the only model as a TREC run"},
    kStrictOption,
    kThreadsOption,
    kFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

std::vector<std::string> measure_names(std::size_t k) {
  const std::string at = "@" + std::to_string(k);
  return {"ndcg" + at, "map", "mrr", "p" + at, "recall" + at, "tau"};
}

Listing per_query(const Measured& measured, std::size_t k) {
  std::vector<std::string> members{"query", "system"};
  std::vector<Column> columns{{"query", false, 8}, {"system", false, 8}};
  for (const std::string& name : measure_names(k)) {
    members.push_back(name);
    columns.push_back({name, true});
  }
  Listing list(members, columns);
  for (std::size_t q = 0; q < measured.judgments.queries.size(); ++q) {
    for (const System& system : measured.systems) {
      if (!system.measures[q]) continue;
      std::vector<Cell> cells{{measured.judgments.queries[q].query}, {system.short_name}};
      std::vector<nlohmann::ordered_json> values{measured.judgments.queries[q].query, system.name};
      for (const auto measure : kMeasures) {
        cells.push_back({four_decimals((*system.measures[q]).*measure)});
        values.emplace_back((*system.measures[q]).*measure);
      }
      list.add(std::move(cells), values);
    }
  }
  return list;
}

// The queries that count for `system`, and for `other` too if there is one.
std::vector<std::size_t> counted(const System& system, const System* other, bool complete) {
  std::vector<std::size_t> queries;
  for (std::size_t q = 0; q < system.measures.size(); ++q) {
    const bool ranked = system.measures[q] && (other == nullptr || other->measures[q]);
    if (complete || ranked) queries.push_back(q);
  }
  return queries;
}

// Several lists of one profile count as one.
std::vector<std::string_view> profiles_of(const Measured& measured,
                                          const std::vector<std::size_t>& queries) {
  std::vector<std::string_view> ids;
  for (const std::size_t q : queries) ids.emplace_back(measured.judgments.queries[q].query);
  return ids;
}

std::vector<double> values_of(const System& system, const std::vector<std::size_t>& queries,
                              double Measures::*measure) {
  std::vector<double> values;
  for (const std::size_t q : queries) {
    values.push_back(system.measures[q] ? (*system.measures[q]).*measure : 0.0);
  }
  return values;
}

Listing means(const Measured& measured, std::size_t k, bool complete, std::uint64_t seed) {
  std::vector<std::string> members{"system", "queries"};
  std::vector<Column> columns{{"system", false, 8}, {"queries", true}};
  for (const std::string& name : measure_names(k)) {
    members.push_back(name);
    columns.push_back({name, true});
  }
  for (const char* name : {"against", "difference", "low", "high", "p"}) members.push_back(name);
  Listing list(members, columns);
  for (const System& system : measured.systems) {
    const std::vector<std::size_t> queries = counted(system, nullptr, complete);
    const std::vector<std::string_view> profiles = profiles_of(measured, queries);
    const std::size_t count = std::set(profiles.begin(), profiles.end()).size();
    std::vector<Cell> cells{{system.short_name, Style::bold}, {std::to_string(count)}};
    std::vector<nlohmann::ordered_json> values{system.name, count};
    for (const auto measure : kMeasures) {
      const double mean = mean_over_groups(profiles, values_of(system, queries, measure));
      cells.push_back({queries.empty() ? "-" : four_decimals(mean)});
      values.push_back(queries.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(mean));
    }
    const System& first = measured.systems.front();
    const bool is_first = &system == &first;
    std::string note;
    const std::vector<std::size_t> both = counted(system, &first, complete);
    if (is_first || both.empty()) {
      for (int i = 0; i < 5; ++i) values.emplace_back(nullptr);
    } else {
      ComparisonOptions options;
      options.seed = seed;
      const std::vector<std::string_view> ids = profiles_of(measured, both);
      const Comparison c =
          compare_paired(mean_of_each(ids, values_of(first, both, &Measures::ndcg)),
                         mean_of_each(ids, values_of(system, both, &Measures::ndcg)), options);
      for (const nlohmann::ordered_json& value :
           {nlohmann::ordered_json(first.name), nlohmann::ordered_json(c.difference),
            nlohmann::ordered_json(c.low), nlohmann::ordered_json(c.high),
            nlohmann::ordered_json(c.p)}) {
        values.push_back(value);
      }
      note = system.short_name + " against " + first.short_name + ": " + measure_names(k)[0] + " " +
             difference_text(c) + ", p " + p_text(c.p) + ": better for " +
             std::to_string(c.better) + ", worse for " + std::to_string(c.worse) + " of " +
             std::to_string(c.queries);
    }
    list.add(std::move(cells), values);
    if (!note.empty()) list.table.add_note(note, Style::dim);
  }
  return list;
}

int run_evaluate(const Arguments& arguments) {
  EvaluationOptions options;
  options.k = static_cast<std::size_t>(arguments.whole("k", 1, 1'000'000'000));
  options.gain = arguments.at("gain") == "linear" ? Gain::linear : Gain::exponential;
  const std::uint64_t seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  const Measured measured = measure_systems(arguments, options);
  const Listing list = arguments.has("per-query")
                           ? per_query(measured, options.k)
                           : means(measured, options.k, arguments.has("complete"), seed);
  const std::string& output = arguments.at("output");
  write_output(output, render(list, format_of(arguments.at("format")),
                              Terminal::of_standard_output(output != "-")));
  return kDone;
}

}  // namespace

const Command kEvaluate{
    "evaluate",
    "",
    0,
    0,
    "measure how well models rank, by what people judged",
    "NDCG, MAP, MRR, precision and recall as trec_eval defines them, and Kendall's tau. Of several "
    "models or\n"
    "runs each is compared with the first: the mean difference, its 95 % interval (bootstrap "
    "over\n"
    "queries) and a p-value (paired sign flips). Judgments are not outcomes: a higher NDCG is "
    "closer to\n"
    "what was judged, no more.",
    "  skillmatch evaluate --judgments new.qrels --profiles people.jsonl --model cosine "
    "--model tuned.json\n"
    "  skillmatch evaluate --judgments new.qrels --profiles people.jsonl -m cosine --weights model "
    "--weights rarity\n"
    "  skillmatch evaluate --judgments grades.csv --profiles people.csv --catalog openings.json "
    "-m balanced\n"
    "  skillmatch evaluate --judgments test.qrels --run mine.run --run theirs.run --per-query "
    "--format csv\n",
    kEvaluateOptions,
    run_evaluate,
};

}  // namespace skillmatch::cli
