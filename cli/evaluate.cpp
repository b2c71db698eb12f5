// skillmatch evaluate: how well models or ready runs rank, by what people judged.
#include "command.h"
#include "common_options.h"
#include "judged.h"
#include "listing.h"
#include "output.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/evaluation.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/statistics.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kOptions{
    Option{"judgments", 'j', "FILE", "",
           "what people judged: TREC qrels, or feedback as JSON Lines or CSV"},
    kProfilesOption,
    kCatalogOption,
    Option{"model", 'm', "balanced|cosine|coverage|FILE", "",
           "how companies are ranked; the first one given is what the others are compared with",
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
    Option{"threads", 't', "N", "0", "how many threads rank; 0: as many as there are processors"},
    kFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

// A model or a run, and its measures by query of the judgments; nothing where it ranked none.
struct System {
  std::string name;
  std::vector<std::optional<Measures>> measures;
  std::string short_name = {};  // for people: a file without its directories, if that is unique
};

bool has_any(const System& system) {
  return std::any_of(system.measures.begin(), system.measures.end(),
                     [](const auto& measures) { return measures.has_value(); });
}

// Whether no ranking of the list can be better than another: of those that were shown or compared,
// all have one grade.
bool says_nothing(const io::JudgedQuery& query) {
  const auto is_as_the_first = [&](const io::Judgment& judgment) {
    return judgment.grade == query.judgments.front().grade;
  };
  return !query.judged_all &&
         std::all_of(query.judgments.begin(), query.judgments.end(), is_as_the_first);
}

struct Inputs {
  io::Judgments judgments;
  std::vector<System> systems;
};

io::RunQuery run_of(const Scorer& scorer, const JudgedProfile& query) {
  io::RunQuery run{query.profile.id(), {}};
  for (const RankedCompany& result : rank_candidates(scorer, query)) {
    run.results.push_back(
        {std::string(scorer.catalog().company_id(result.company)), io::run_score(result.score)});
  }
  return run;
}

class Evaluation {
 public:
  explicit Evaluation(const Arguments& arguments)
      : arguments_(arguments),
        models_(arguments.all("model")),
        runs_(arguments.all("run")),
        threads_(threads_of(arguments)) {
    options_.k = static_cast<std::size_t>(arguments.whole("k", 1, 1'000'000'000));
    options_.gain = arguments.at("gain") == "linear" ? Gain::linear : Gain::exponential;
    if (!arguments.has("judgments")) throw UsageError("--judgments FILE is missing");
    if (models_.empty() && runs_.empty()) {
      throw UsageError("--model or --run is missing: what is to be judged");
    }
    if (!models_.empty() && !arguments.has("profiles")) {
      throw UsageError("--model needs --profiles FILE");
    }
    if (const auto file = arguments.get("write-run")) {
      if (models_.size() != 1) throw UsageError("--write-run needs one --model");
      const std::string& output = arguments.at("output");
      if (*file == output || (*file != "-" && io::is_same_file(*file, output))) {
        throw UsageError("--write-run and --output name the same file");
      }
    }
  }

  const EvaluationOptions& options() const noexcept { return options_; }

  Inputs read() {
    std::vector<std::string> files{arguments_.at("judgments"),
                                   arguments_.get("profiles").value_or(""),
                                   arguments_.get("catalog").value_or("")};
    files.insert(files.end(), models_.begin(), models_.end());
    files.insert(files.end(), runs_.begin(), runs_.end());
    refuse_two_standard_inputs(files);
    refuse_to_replace(files, "output", arguments_.at("output"));
    refuse_to_replace(files, "write-run", arguments_.get("write-run").value_or("-"));
    Inputs inputs{io::read_judgments(io::read_text(arguments_.at("judgments"))), {}};
    if (!models_.empty()) {
      add_models(inputs);
    } else {
      const std::size_t skipped = std::erase_if(inputs.judgments.queries, says_nothing);
      tell_skipped(skipped);
    }
    for (const std::string& file : runs_) add_run(file, inputs);
    if (std::none_of(inputs.systems.begin(), inputs.systems.end(), has_any)) {
      throw InputError(printable(inputs.judgments.name) +
                       ": none of its queries has a ranking; are these ids those of the profiles, "
                       "companies and runs?");
    }
    for (System& system : inputs.systems) {
      system.short_name = system.name.substr(system.name.find_last_of('/') + 1);
      const auto is_alike = [&](const System& other) {
        return &other != &system &&
               other.name.substr(other.name.find_last_of('/') + 1) == system.short_name;
      };
      if (std::any_of(inputs.systems.begin(), inputs.systems.end(), is_alike)) {
        system.short_name = system.name;
      }
    }
    return inputs;
  }

 private:
  void add_models(Inputs& inputs) {
    const Reading reading(arguments_);
    const Catalog catalog =
        io::load_catalog(arguments_.get("catalog").value_or(""), reading.options());
    const io::Profiles read =
        io::read_profiles(arguments_.at("profiles"), catalog.taxonomy(), reading.options().unknown);
    io::ResolvedFeedback feedback = io::resolve(inputs.judgments, read.profiles, catalog);
    tell_unknown(feedback, arguments_);
    std::size_t kept = 0;
    for (std::size_t q = 0; q < feedback.profiles.size(); ++q) {
      if (says_nothing(feedback.kept.queries[q])) continue;
      if (kept != q) {
        feedback.kept.queries[kept] = std::move(feedback.kept.queries[q]);
        feedback.profiles[kept] = std::move(feedback.profiles[q]);
      }
      ++kept;
    }
    tell_skipped(feedback.profiles.size() - kept);
    feedback.kept.queries.resize(kept);
    feedback.profiles.erase(feedback.profiles.begin() + static_cast<std::ptrdiff_t>(kept),
                            feedback.profiles.end());
    const std::string judgments_hash = inputs.judgments.hash;
    inputs.judgments = feedback.kept;  // for runs too: all are judged by the same
    std::vector<const JudgedProfile*> queries;
    for (const JudgedProfile& query : feedback.profiles) queries.push_back(&query);
    for (const std::string& name : models_) {
      const io::ModelFile model =
          model_file_called(name, catalog.taxonomy(), reading.options(), "--model: ");
      tell_if_learnt_here(name, model.tuning, judgments_hash);
      const Scorer scorer(catalog, model.model, threads_);
      const std::vector<Measures> measures = evaluate(scorer, queries, options_, threads_);
      System system{name, std::vector<std::optional<Measures>>(inputs.judgments.queries.size())};
      for (std::size_t q = 0; q < queries.size(); ++q) {
        if (scorer.prepare(queries[q]->profile).not_ranked()) continue;
        system.measures[q] = measures[q];
      }
      tell_missing(system, "cannot be ranked by it");
      inputs.systems.push_back(std::move(system));
      if (const auto file = arguments_.get("write-run")) {
        io::Run run{*file, name, {}};
        std::set<std::string_view> written;
        for (const JudgedProfile* query : queries) {
          if (!written.insert(query->profile.id()).second) {
            throw InputError(printable(inputs.judgments.name) + ": there are several lists of " +
                             in_quotes(query->profile.id()) +
                             "; a run has one a profile, so that --write-run cannot write them");
          }
          run.queries.push_back(run_of(scorer, *query));
        }
        io::write_file(*file, [&](std::ostream& out) { io::write_run(out, run); });
      }
    }
    reading.tell_warnings();
  }

  void tell_skipped(std::size_t lists) const {
    if (lists == 0 || arguments_.has("quiet")) return;
    tell({"lists skipped since all of their companies have one grade: " + grouped(lists)});
  }

  // Being good at what it learnt says nothing.
  void tell_if_learnt_here(const std::string& name, const std::optional<io::TuningRecord>& tuning,
                           const std::string& judgments_hash) const {
    if (!tuning || arguments_.has("quiet")) return;
    const std::pair<std::string, std::string> same{"feedback_hash", judgments_hash};
    if (std::find(tuning->facts.begin(), tuning->facts.end(), same) == tuning->facts.end()) return;
    tell({printable(name) +
          ": learnt from these very judgments, which flatters it; 'skillmatch model show' has what "
          "it gained on those it had not seen"});
  }

  void tell_missing(const System& system, const char* why) const {
    const auto missing = std::count(system.measures.begin(), system.measures.end(), std::nullopt);
    if (missing == 0 || arguments_.has("quiet")) return;
    tell({printable(system.name) + ": judged queries that " + why + ": " +
          grouped(static_cast<std::uint64_t>(missing)) + "; they " +
          (arguments_.has("complete") ? "count as 0" : "do not count")});
  }

  void add_run(const std::string& file, Inputs& inputs) const {
    const io::JudgedRun run = io::judge(io::read_run(io::read_text(file)), inputs.judgments);
    System system{file, std::vector<std::optional<Measures>>(inputs.judgments.queries.size())};
    for (std::size_t i = 0; i < run.queries.size(); ++i) {
      system.measures[run.queries[i]] = measure(run.rankings[i], options_);
    }
    tell_missing(system, "are not in it");
    inputs.systems.push_back(std::move(system));
    if (run.not_judged > 0 && !arguments_.has("quiet")) {
      tell({printable(file) + ": nobody judged " + grouped(run.not_judged) +
            " of its queries; they do not count"});
    }
  }

  const Arguments& arguments_;
  std::vector<std::string> models_;
  std::vector<std::string> runs_;
  unsigned threads_;
  EvaluationOptions options_;
};

std::vector<std::string> measure_names(std::size_t k) {
  const std::string at = "@" + std::to_string(k);
  return {"ndcg" + at, "map", "mrr", "p" + at, "recall" + at, "tau"};
}

Listing per_query(const Inputs& inputs, std::size_t k) {
  std::vector<std::string> members{"query", "system"};
  std::vector<Column> columns{{"query", false, 8}, {"system", false, 8}};
  for (const std::string& name : measure_names(k)) {
    members.push_back(name);
    columns.push_back({name, true});
  }
  Listing list(members, columns);
  for (std::size_t q = 0; q < inputs.judgments.queries.size(); ++q) {
    for (const System& system : inputs.systems) {
      if (!system.measures[q]) continue;
      std::vector<Cell> cells{{inputs.judgments.queries[q].query}, {system.short_name}};
      std::vector<nlohmann::ordered_json> values{inputs.judgments.queries[q].query, system.name};
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

std::vector<double> values_of(const System& system, const std::vector<std::size_t>& queries,
                              double Measures::*measure) {
  std::vector<double> values;
  for (const std::size_t q : queries) {
    values.push_back(system.measures[q] ? (*system.measures[q]).*measure : 0.0);
  }
  return values;
}

Listing means(const Inputs& inputs, std::size_t k, bool complete, std::uint64_t seed) {
  std::vector<std::string> members{"system", "queries"};
  std::vector<Column> columns{{"system", false, 8}, {"queries", true}};
  for (const std::string& name : measure_names(k)) {
    members.push_back(name);
    columns.push_back({name, true});
  }
  for (const char* name : {"against", "difference", "low", "high", "p"}) members.push_back(name);
  Listing list(members, columns);
  for (const System& system : inputs.systems) {
    const std::vector<std::size_t> queries = counted(system, nullptr, complete);
    std::vector<Cell> cells{{system.short_name, Style::bold}, {std::to_string(queries.size())}};
    std::vector<nlohmann::ordered_json> values{system.name, queries.size()};
    for (const auto measure : kMeasures) {
      double sum = 0.0;
      for (const double x : values_of(system, queries, measure)) sum += x;
      const double mean = queries.empty() ? 0.0 : sum / static_cast<double>(queries.size());
      cells.push_back({queries.empty() ? "-" : four_decimals(mean)});
      values.push_back(queries.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(mean));
    }
    const System& first = inputs.systems.front();
    const bool is_first = &system == &first;
    std::string note;
    const std::vector<std::size_t> both = counted(system, &first, complete);
    if (is_first || both.empty()) {
      for (int i = 0; i < 5; ++i) values.emplace_back(nullptr);
    } else {
      ComparisonOptions options;
      options.seed = seed;
      // Several lists of one profile count as one.
      std::vector<std::string_view> ids;
      for (const std::size_t q : both) ids.emplace_back(inputs.judgments.queries[q].query);
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

int run(const Arguments& arguments) {
  Evaluation evaluation(arguments);
  const std::uint64_t seed = arguments.whole("seed", 0, ~std::uint64_t{0});
  const Inputs inputs = evaluation.read();
  const std::size_t k = evaluation.options().k;
  const Listing list = arguments.has("per-query")
                           ? per_query(inputs, k)
                           : means(inputs, k, arguments.has("complete"), seed);
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
    "  skillmatch evaluate --judgments grades.csv --profiles people.csv --catalog openings.json "
    "-m balanced\n"
    "  skillmatch evaluate --judgments test.qrels --run mine.run --run theirs.run --per-query "
    "--format csv\n",
    kOptions,
    run,
};

}  // namespace skillmatch::cli
