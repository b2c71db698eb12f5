// skillmatch tune: weights and blend learnt from what people judged, with proof.
#include "command.h"
#include "common_options.h"
#include "judged.h"
#include "listing.h"
#include "output.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>
#include <skillmatch/tuner.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kOptions{
    Option{"feedback", 'j', "FILE", "",
           "what people judged: TREC qrels, or feedback as JSON Lines or CSV"},
    kProfilesOption,
    kCatalogOption,
    Option{"start", 's', "balanced|cosine|coverage|FILE", "balanced",
           "the model to begin with, and to be better than"},
    Option{"learn", 0, "PARTS", "weights,blend",
           "what is learnt, of weights, blend and relatedness, with commas"},
    Option{"objective", 0, "listwise|pairwise|lambda", "listwise", "what is made small"},
    Option{"group-by", 0, "profile|company|both", "profile",
           "what test and training have none in common of"},
    Option{"folds", 0, "N", "5", "of the test"},
    Option{"l2", 0, "auto|X", "auto", "how strongly weights are held where they start"},
    Option{"noise-floor", 0, "X", "0.3", "how much a label may be wrong, from 0 to below 1"},
    Option{"k", 'k', "N", "10", "how many places the NDCG looks at"},
    Option{"seed", 0, "N", "1", "of the folds and the statistics"},
    kStrictOption,
    Option{"threads", 't', "N", "0", "how many threads; 0: as many as there are processors"},
    Option{"format", 'f', "table|json", "table", "how the report is written, on standard output"},
    Option{"output", 'o', "FILE", "", "write the model to FILE, where it is better"},
    kUnknownSkillsOption,
    kQuietOption,
};

constexpr std::size_t kMovedShown = 12;

TuningOptions options_of(const Arguments& arguments) {
  TuningOptions options;
  options.weights = options.blend = false;
  std::string_view parts = arguments.at("learn");
  for (;;) {
    const std::size_t comma = parts.find(',');
    const std::string_view part = parts.substr(0, comma);
    if (part == "weights") {
      options.weights = true;
    } else if (part == "blend") {
      options.blend = true;
    } else if (part == "relatedness") {
      options.relatedness = true;
    } else {
      constexpr std::array<std::string_view, 3> kKnown{"weights", "blend", "relatedness"};
      fail_unknown("--learn:", part, kKnown);
    }
    if (comma == std::string_view::npos) break;
    parts.remove_prefix(comma + 1);
  }
  const std::string& objective = arguments.at("objective");
  options.objective = objective == "pairwise" ? Objective::pairwise
                      : objective == "lambda" ? Objective::lambda
                                              : Objective::listwise;
  const std::string& group = arguments.at("group-by");
  options.grouping = group == "company" ? Grouping::company
                     : group == "both"  ? Grouping::both
                                        : Grouping::profile;
  options.folds = static_cast<std::size_t>(arguments.whole("folds", 2, 1000));
  options.seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  if (arguments.at("l2") != "auto") options.weight_decay = arguments.number("l2", 0.0, 1e9);
  options.noise_floor = arguments.number("noise-floor", 0.0, 0.99);
  options.evaluation.k = static_cast<std::size_t>(arguments.whole("k", 1, 1'000'000'000));
  return options;
}

struct Moved {
  std::size_t skill;
  double weight;
  double least;  // over the folds
  double most;
};

// The skills whose weights changed by the greatest factor.
std::vector<Moved> most_moved(const Model& start, const TuningReport& report) {
  const auto was = [&](std::size_t s) { return start.weights.empty() ? 1.0 : start.weights[s]; };
  std::vector<Moved> moved;
  for (std::size_t s = 0; s < report.model.weights.size(); ++s) {
    if (was(s) == 0.0 || report.model.weights[s] == was(s)) continue;
    Moved one{s, report.model.weights[s] / was(s), report.model.weights[s] / was(s), 0.0};
    one.most = one.least;
    for (const TuningFold& fold : report.folds) {
      one.least = std::min(one.least, fold.model.weights[s] / was(s));
      one.most = std::max(one.most, fold.model.weights[s] / was(s));
    }
    moved.push_back(one);
  }
  std::stable_sort(moved.begin(), moved.end(), [](const Moved& a, const Moved& b) {
    return std::abs(std::log(a.weight)) > std::abs(std::log(b.weight));
  });
  return moved;
}

// Factors may be huge where nothing holds the weights.
std::string factor_text(double x) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", x);
  return text.data();
}

double mean(const std::vector<Measures>& measures, double Measures::*measure) {
  double sum = 0.0;
  for (const Measures& m : measures) sum += m.*measure;
  return measures.empty() ? 0.0 : sum / static_cast<double>(measures.size());
}

std::string verdict_text(const TuningReport& report) {
  switch (report.verdict) {
    case TuningVerdict::better:
      return "better on profiles it has not seen";
    case TuningVerdict::too_few_profiles:
      return "keep your weights: profiles that can be learnt from: " +
             std::to_string(report.profiles) + "; it takes " +
             std::to_string(TuningReport::kLeastProfiles) +
             "; one needs companies of at least two different grades, and a skill that the start "
             "model weighs";
    case TuningVerdict::no_test:
      return "keep your weights: no fold has companies of two grades on both sides; take fewer "
             "--folds";
    case TuningVerdict::not_better:
      return "keep your weights: on profiles it has not seen, what was learnt is not surely better";
  }
  return {};
}

std::string table_text(const Catalog& catalog, const Model& start, const TuningReport& report,
                       const TuningOptions& options, const Terminal& terminal) {
  const std::string at = "@" + std::to_string(options.evaluation.k);
  std::string text;
  const auto line = [&](const std::string& words) { text += wrapped(words, terminal.width); };
  line(grouped(report.usable) + " profiles to learn from, " + grouped(report.skipped) +
       " skipped; " + std::to_string(report.folds.size()) + " folds");
  if (!report.before.empty()) {
    Table table({{"held out"}, {"ndcg" + at, true}, {"map", true}, {"mrr", true}});
    const auto row = [&](const std::string& name, const std::vector<Measures>& m) {
      table.add({{name, Style::bold},
                 {four_decimals(mean(m, &Measures::ndcg))},
                 {four_decimals(mean(m, &Measures::average_precision))},
                 {four_decimals(mean(m, &Measures::reciprocal_rank))}});
    };
    row("start", report.before);
    row("tuned", report.after);
    text += table.text(terminal);
    line("ndcg" + at + " " + difference_text(report.ndcg) + ", p " + p_text(report.ndcg.p) +
         ": better for " + std::to_string(report.ndcg.better) + ", worse for " +
         std::to_string(report.ndcg.worse) + " of " + std::to_string(report.ndcg.queries));
  }
  if (report.verdict != TuningVerdict::too_few_profiles) {
    Table weights({{"weight of", false, 12}, {"times", true}, {"in the folds", true}});
    const std::vector<Moved> moved = most_moved(start, report);
    for (std::size_t i = 0; i < std::min(kMovedShown, moved.size()); ++i) {
      weights.add(
          {{catalog.taxonomy().skill(static_cast<SkillId>(moved[i].skill)).name.in(Language::en)},
           {factor_text(moved[i].weight)},
           {factor_text(moved[i].least) + " to " + factor_text(moved[i].most)}});
    }
    if (!moved.empty()) text += weights.text(terminal);
    if (moved.size() > kMovedShown) {
      line("(" + std::to_string(moved.size() - kMovedShown) + " more weights moved less)");
    }
    line("blend " + rounded(start.blend) + " → " + rounded(report.model.blend) + ", relatedness " +
         rounded(start.relatedness) + " → " + rounded(report.model.relatedness) + "; l2 " +
         number_text(report.weight_decay) + "; " + std::to_string(report.iterations) +
         " iterations, then " + report.stopped);
  }
  line(verdict_text(report));
  line("(judgments are not outcomes: a gain says that rankings come closer to what was judged)");
  return text;
}

std::string_view word_of(TuningVerdict verdict) {
  switch (verdict) {
    case TuningVerdict::better:
      return "better";
    case TuningVerdict::too_few_profiles:
      return "too_few_profiles";
    case TuningVerdict::no_test:
      return "no_test";
    case TuningVerdict::not_better:
      break;
  }
  return "not_better";
}

nlohmann::ordered_json measures_json(const std::vector<Measures>& m) {
  return {
      {"ndcg", mean(m, &Measures::ndcg)},           {"map", mean(m, &Measures::average_precision)},
      {"mrr", mean(m, &Measures::reciprocal_rank)}, {"precision", mean(m, &Measures::precision)},
      {"recall", mean(m, &Measures::recall)},       {"tau", mean(m, &Measures::kendall_tau)}};
}

std::string json_report(const Catalog& catalog, const Model& start, const TuningReport& report,
                        const TuningOptions& options) {
  nlohmann::ordered_json json{{"format", "skillmatch/tuning@1"},
                              {"verdict", word_of(report.verdict)},
                              {"usable", report.usable},
                              {"skipped", report.skipped},
                              {"k", options.evaluation.k},
                              {"queries", report.queries.size()},
                              {"before", measures_json(report.before)},
                              {"after", measures_json(report.after)},
                              {"ndcg_difference", report.ndcg.difference},
                              {"low", report.ndcg.low},
                              {"high", report.ndcg.high},
                              {"p", report.ndcg.p},
                              {"l2", report.weight_decay},
                              {"iterations", report.iterations},
                              {"stopped", report.stopped},
                              {"blend", report.model.blend},
                              {"relatedness", report.model.relatedness}};
  auto& folds = json["folds"] = nlohmann::ordered_json::array();
  for (const TuningFold& fold : report.folds) {
    folds.push_back({{"training", fold.training},
                     {"held_out", fold.held_out},
                     {"l2", fold.weight_decay},
                     {"blend", fold.model.blend}});
  }
  auto& weights = json["weights"] = nlohmann::ordered_json::array();
  for (const Moved& moved : most_moved(start, report)) {
    weights.push_back({{"skill", catalog.taxonomy().skill(static_cast<SkillId>(moved.skill)).id},
                       {"times", moved.weight},
                       {"least", moved.least},
                       {"most", moved.most}});
  }
  return json_text(json, true);
}

io::TuningRecord record_of(const Arguments& arguments, const io::Judgments& judgments,
                           const io::Profiles& profiles, const TuningReport& report,
                           const TuningOptions& options) {
  io::TuningRecord record;
  record.facts = {{"feedback_hash", judgments.hash}, {"profiles_hash", profiles.hash}};
  for (const char* option :
       {"start", "learn", "objective", "group-by", "folds", "l2", "noise-floor", "k", "seed"}) {
    record.facts.emplace_back(option, arguments.at(option));
  }
  record.figures = {{"queries", static_cast<double>(report.queries.size())},
                    {"l2_used", report.weight_decay},
                    {"noise_floor", options.noise_floor},
                    {"ndcg_before", mean(report.before, &Measures::ndcg)},
                    {"ndcg_after", mean(report.after, &Measures::ndcg)},
                    {"difference", report.ndcg.difference},
                    {"low", report.ndcg.low},
                    {"high", report.ndcg.high},
                    {"p", report.ndcg.p}};
  return record;
}

int run(const Arguments& arguments) {
  for (const char* needed : {"feedback", "profiles"}) {
    if (!arguments.has(needed)) throw UsageError("--" + std::string(needed) + " FILE is missing");
  }
  const std::string output = arguments.get("output").value_or("");
  const std::vector<std::string> inputs{arguments.at("feedback"), arguments.at("profiles"),
                                        arguments.get("catalog").value_or(""),
                                        arguments.at("start")};
  refuse_two_standard_inputs(inputs);
  if (output == "-") throw UsageError("--output: the report goes to standard output; name a file");
  if (!output.empty()) refuse_to_replace(inputs, "output", output);
  const TuningOptions options = options_of(arguments);
  const unsigned threads = threads_of(arguments);

  const Reading reading(arguments);
  const Catalog catalog =
      io::load_catalog(arguments.get("catalog").value_or(""), reading.options());
  const Model start = model_called(arguments.at("start"), catalog.taxonomy(), reading.options());
  const io::Judgments judgments = io::read_judgments(io::read_text(arguments.at("feedback")));
  const io::Profiles profiles =
      io::read_profiles(arguments.at("profiles"), catalog.taxonomy(), reading.options().unknown);
  const io::ResolvedFeedback feedback = io::resolve(judgments, profiles.profiles, catalog);
  tell_unknown(feedback, arguments);
  reading.tell_warnings();

  // Before the work, so that a place that cannot be written is known at once.
  std::optional<io::OutputFile> file;
  if (!output.empty()) file.emplace(output);
  const TuningReport report = tune(catalog, start, feedback.profiles, options, threads);
  write_output(
      "-", arguments.at("format") == "json"
               ? json_report(catalog, start, report, options)
               : table_text(catalog, start, report, options, Terminal::of_standard_output(true)));
  if (report.verdict == TuningVerdict::not_better) return kCheckFailed;
  if (report.verdict != TuningVerdict::better) return kWrongInput;
  if (file) {
    const io::TuningRecord record = record_of(arguments, judgments, profiles, report, options);
    file->write([&](std::ostream& out) {
      io::write_model(out, report.model, catalog.taxonomy(), &record);
    });
    file->commit();
  }
  return kDone;
}

}  // namespace

const Command kTune{
    "tune",
    "",
    0,
    0,
    "learn weights and blend from what people judged",
    "Every profile is held out once and ranked by a model that has not seen it. Only where the 95 "
    "%\n"
    "interval of the gain in NDCG is above 0 a model is written; else the exit status is 4 (3: too "
    "few\n"
    "profiles) and your weights stay. What was learnt comes closer to the judgments, no more: they "
    "are\n"
    "not outcomes.",
    "  skillmatch tune --feedback grades.csv --profiles people.jsonl -o tuned.json\n"
    "  skillmatch tune --feedback related.qrels --profiles onet.jsonl --catalog onet.json --start "
    "cosine -o tuned.json\n"
    "  skillmatch rank me.json --model tuned.json\n",
    kOptions,
    run,
};

}  // namespace skillmatch::cli
