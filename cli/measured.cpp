#include "measured.h"

#include "common_options.h"
#include "judged.h"
#include "output.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

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

// The names of files without their directories, where that leaves them different.
std::vector<std::string> files_without_directories(const std::vector<System>& systems) {
  std::vector<std::string> names;
  std::map<std::string, int> times;
  for (const System& system : systems) {
    names.push_back(system.name.substr(system.name.find_last_of('/') + 1));
    ++times[names.back()];
  }
  for (std::size_t i = 0; i < systems.size(); ++i) {
    if (times.at(names[i]) > 1) names[i] = systems[i].name;
  }
  return names;
}

io::RunQuery run_of(const Scorer& scorer, const JudgedProfile& query) {
  io::RunQuery run{query.profile.id(), {}};
  for (const RankedCompany& result : rank_candidates(scorer, query)) {
    run.results.push_back(
        {std::string(scorer.catalog().company_id(result.company)), io::run_score(result.score)});
  }
  return run;
}

class Measuring {
 public:
  Measuring(const Arguments& arguments, const EvaluationOptions& options)
      : arguments_(arguments),
        models_(arguments.all("model")),
        weights_(arguments.all("weights")),
        runs_(arguments.all("run")),
        threads_(threads_of(arguments)),
        options_(options) {
    if (!arguments.has("judgments")) throw UsageError("--judgments FILE is missing");
    if (models_.empty() && runs_.empty()) {
      throw UsageError("--model or --run is missing: what is to be judged");
    }
    if (models_.empty() && !weights_.empty()) throw UsageError("--weights needs --model");
    if (weights_.empty()) weights_ = {"model"};
    if (weights_.size() > 2 || (weights_.size() == 2 && weights_[0] == weights_[1])) {
      throw UsageError("--weights is given twice with the same word");
    }
    if (!models_.empty() && !arguments.has("profiles")) {
      throw UsageError("--model needs --profiles FILE");
    }
    if (const auto file = arguments.get("write-run")) {
      if (models_.size() != 1) throw UsageError("--write-run needs one --model");
      if (weights_.size() != 1) throw UsageError("--write-run needs one kind of --weights");
      const std::string& output = arguments.at("output");
      if (*file == output || (*file != "-" && io::is_same_file(*file, output))) {
        throw UsageError("--write-run and --output name the same file");
      }
    }
  }

  Measured read() {
    std::vector<std::string> files{arguments_.at("judgments"),
                                   arguments_.get("profiles").value_or(""),
                                   arguments_.get("catalog").value_or("")};
    files.insert(files.end(), models_.begin(), models_.end());
    files.insert(files.end(), runs_.begin(), runs_.end());
    refuse_two_standard_inputs(files);
    refuse_to_replace(files, "output", arguments_.at("output"));
    refuse_to_replace(files, "write-run", arguments_.get("write-run").value_or("-"));
    Measured inputs{io::read_judgments(io::read_text(arguments_.at("judgments"))), {}};
    if (!models_.empty()) add_models(inputs);
    for (const std::string& file : runs_) add_run(file, inputs);
    skip_what_says_nothing(inputs);
    if (std::none_of(inputs.systems.begin(), inputs.systems.end(), has_any)) {
      throw InputError(printable(inputs.judgments.name) +
                       ": none of its queries has a ranking; are these ids those of the profiles, "
                       "companies and runs?");
    }
    const std::vector<std::string> short_names = files_without_directories(inputs.systems);
    for (std::size_t i = 0; i < short_names.size(); ++i) {
      inputs.systems[i].short_name = short_names[i];
    }
    return inputs;
  }

 private:
  void add_models(Measured& inputs) {
    const Reading reading(arguments_);
    const Catalog catalog =
        io::load_catalog(arguments_.get("catalog").value_or(""), reading.options());
    const io::Profiles read =
        io::read_profiles(arguments_.at("profiles"), catalog.taxonomy(), reading.options().unknown);
    const io::ResolvedFeedback feedback = io::resolve(inputs.judgments, read.profiles, catalog);
    tell_unknown(feedback, arguments_);
    const std::string judgments_hash = inputs.judgments.hash;
    inputs.judgments = feedback.kept;  // for runs too: all are judged by the same
    std::vector<const JudgedProfile*> queries;
    for (const JudgedProfile& query : feedback.profiles) queries.push_back(&query);
    for (const std::string& model_name : models_) {
      const io::ModelFile model =
          model_file_called(model_name, catalog.taxonomy(), reading.options(), "--model: ");
      tell_if_learnt_here(model_name, model.tuning, judgments_hash);
      for (const std::string& weights : weights_) {
        const bool is_rarity = weights == "rarity";
        const Scorer scorer(
            catalog,
            is_rarity ? with_rarity_weights(model.model, model_name, catalog) : model.model,
            threads_);
        add_model(model_name + (is_rarity ? ", rarity" : ""), scorer, queries, inputs);
      }
    }
    reading.tell_warnings();
  }

  void add_model(const std::string& name, const Scorer& scorer,
                 const std::vector<const JudgedProfile*>& queries, Measured& inputs) const {
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

  void skip_what_says_nothing(Measured& inputs) const {
    std::vector<io::JudgedQuery>& queries = inputs.judgments.queries;
    std::size_t kept = 0;
    for (std::size_t q = 0; q < queries.size(); ++q) {
      if (says_nothing(queries[q])) continue;
      std::swap(queries[kept], queries[q]);
      for (System& system : inputs.systems) std::swap(system.measures[kept], system.measures[q]);
      ++kept;
    }
    if (kept == queries.size()) return;
    if (!arguments_.has("quiet")) {
      tell({"lists skipped since all of their companies have one grade: " +
            grouped(queries.size() - kept)});
    }
    queries.resize(kept);
    for (System& system : inputs.systems) system.measures.resize(kept);
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

  void add_run(const std::string& file, Measured& inputs) const {
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
  std::vector<std::string> weights_;  // "model", "rarity"
  std::vector<std::string> runs_;
  unsigned threads_;
  EvaluationOptions options_;
};

}  // namespace

Measured measure_systems(const Arguments& arguments, const EvaluationOptions& options) {
  return Measuring(arguments, options).read();
}

}  // namespace skillmatch::cli
