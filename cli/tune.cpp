// skillmatch tune: weights and blend learnt from what people judged, with proof.
#include "command.h"
#include "common_options.h"
#include "judged.h"
#include "output.h"
#include "progress.h"
#include "tuning_report.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/feature_tuner.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/tuning_record.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>
#include <skillmatch/tuner.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kTuneOptions{
    Option{"feedback", 'j', "FILE", "",
           "what people judged: TREC qrels, or feedback as JSON Lines or CSV; or graded lines of "
           "features as SVMrank and LETOR have them"},
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
    Option{"noise-floor", 0, "X", "0.3", "how much a label may be wrong, from 0 to 0.99"},
    Option{"k", 'k', "N", "10", "how many places the NDCG looks at"},
    Option{"gain", 0, "linear|exponential", "linear", "what a grade is worth in that NDCG"},
    Option{"seed", 0, "N", "1", "of the folds and the statistics"},
    kStrictOption,
    Option{"threads", 't', "N", "0", "how many threads; 0: as many as there are processors"},
    Option{
        "curve", 0, "", "",
        "learn from 10, 20, 50, … queries too, to see what more judging brings; html always does"},
    Option{"format", 'f', "table|json|html|svmrank", "table",
           "how the report is written; svmrank: as a table, and the feedback must be such a file"},
    Option{"report", 0, "FILE", "-", "write the report to FILE; - is standard output"},
    Option{"output", 'o', "FILE", "", "write the model to FILE, where it is better"},
    kUnknownSkillsOption,
    kQuietOption,
};

TuningOptions tuning_options(const Arguments& arguments) {
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
  options.curve = arguments.has("curve") || arguments.at("format") == "html";
  options.evaluation.gain = arguments.at("gain") == "linear" ? Gain::linear : Gain::exponential;
  options.evaluation.k = static_cast<std::size_t>(arguments.whole("k", 1, 1'000'000'000));
  return options;
}

// What was asked for, and of which data: for whoever makes it again.
io::TuningRecord record_of(const TuningView& view) {
  const HeldOutTest& test = view.test;
  io::TuningRecord record;
  record.facts = view.facts;
  record.figures = {{"lists", static_cast<double>(test.usable)},
                    {"profiles", static_cast<double>(test.profiles)},
                    {"l2_used", test.weight_decay},
                    {"ndcg_before", test.mean_before.ndcg},
                    {"ndcg_after", test.mean_after.ndcg},
                    {"map_before", test.mean_before.average_precision},
                    {"map_after", test.mean_after.average_precision},
                    {"mrr_before", test.mean_before.reciprocal_rank},
                    {"mrr_after", test.mean_after.reciprocal_rank},
                    {"difference", test.ndcg.difference},
                    {"low", test.ndcg.low},
                    {"high", test.ndcg.high},
                    {"p", test.ndcg.p}};
  return record;
}

void add_options(const Arguments& arguments, std::span<const std::string_view> names,
                 TuningView& view) {
  for (const std::string_view name : names) {
    std::string fact(name);
    std::replace(fact.begin(), fact.end(), '-', '_');
    view.facts.emplace_back(std::move(fact), arguments.at(name));
  }
}
constexpr std::array<std::string_view, 3> kOfModels{"start", "learn", "group-by"};
constexpr std::array<std::string_view, 7> kOfAll{"objective", "noise-floor", "folds", "l2",
                                                 "k",         "gain",        "seed"};

// What is said of profiles, catalogs and models says nothing of features.
void refuse_options_of_profiles(const Arguments& arguments) {
  for (const Option& option : kTuneOptions) {
    constexpr std::array<std::string_view, 7> kOfProfiles{"profiles", "catalog", "start", "learn",
                                                          "group-by", "strict",  "output"};
    if (std::find(kOfProfiles.begin(), kOfProfiles.end(), option.name) == kOfProfiles.end() ||
        arguments.get(option.name).value_or("") == option.preset) {
      continue;
    }
    throw UsageError("--" + std::string(option.name) + ": " + in_quotes(arguments.at("feedback")) +
                     " has features, not profiles of skills, and takes none");
  }
}

FitProgress progress_on(ProgressLine& line) {
  return [&line](std::size_t done, std::size_t all) {
    line.show("fit " + std::to_string(done) + " of " + std::to_string(all));
  };
}

class Tune {
 public:
  explicit Tune(const Arguments& arguments)
      : arguments_(arguments),
        options_(tuning_options(arguments)),
        threads_(threads_of(arguments)),
        progress_(arguments.has("quiet")) {
    if (!arguments.has("feedback")) throw UsageError("--feedback FILE is missing");
  }

  int run() {
    const std::string output = arguments_.get("output").value_or("");
    const std::string& report = arguments_.at("report");
    const std::vector<std::string> inputs{
        arguments_.at("feedback"), arguments_.get("profiles").value_or(""),
        arguments_.get("catalog").value_or(""), arguments_.at("start")};
    refuse_two_standard_inputs(inputs);
    if (output == "-") throw UsageError("--output: the model goes to a file of its own; name it");
    if (!output.empty()) refuse_to_replace(inputs, "output", output);
    refuse_to_replace(inputs, "report", report);
    if (report != "-" && (report == output || io::is_same_file(report, output))) {
      throw UsageError("--report and --output name the same file");
    }
    const io::Text feedback = io::read_text(arguments_.at("feedback"));
    const bool is_svmrank = io::is_svmrank(feedback);
    if (arguments_.at("format") == "svmrank" && !is_svmrank) {
      throw InputError(printable(feedback.name) +
                       ":1: no line of features; write GRADE qid:QUERY NUMBER:VALUE …");
    }
    // Before the work, so that a place that cannot be written is known at once.
    if (report != "-") report_.emplace(report);
    return is_svmrank ? of_features(feedback) : of_profiles(feedback);
  }

 private:
  int of_features(const io::Text& text) {
    refuse_options_of_profiles(arguments_);
    const io::FeatureLists read = io::read_svmrank(text);
    const FeatureReport report =
        tune_features(read.lists, options_, threads_, progress_on(progress_));
    JudgedSource source{read.name, read.lists.size()};
    for (const FeatureList& list : read.lists) source.judgments += list.documents.size();
    std::vector<std::string> ids;
    for (const std::size_t i : report.queries) ids.push_back(read.lists[i].query);
    TuningView view{report,
                    options_,
                    std::move(source),
                    std::move(ids),
                    moved_weights(report),
                    {},
                    {{"feedback_hash", read.hash}}};
    add_options(arguments_, kOfAll, view);
    return tell(view);
  }

  int of_profiles(const io::Text& text) {
    if (!arguments_.has("profiles")) throw UsageError("--profiles FILE is missing");
    const Reading reading(arguments_);
    const Catalog catalog =
        io::load_catalog(arguments_.get("catalog").value_or(""), reading.options());
    const Model start = model_file_called(arguments_.at("start"), catalog.taxonomy(),
                                          reading.options(), "--start: ")
                            .model;
    const io::Judgments judgments = io::read_judgments(text);
    const io::Profiles profiles =
        io::read_profiles(arguments_.at("profiles"), catalog.taxonomy(), reading.options().unknown);
    const io::ResolvedFeedback feedback = io::resolve(judgments, profiles.profiles, catalog);
    tell_unknown(feedback, arguments_);
    reading.tell_warnings();

    // Before the work, so that a place that cannot be written is known at once.
    std::optional<io::OutputFile> file;
    if (const auto output = arguments_.get("output")) file.emplace(*output);
    const TuningReport report =
        tune(catalog, start, feedback.profiles, options_, threads_, progress_on(progress_));
    JudgedSource source{judgments.name, feedback.profiles.size()};
    for (const JudgedProfile& query : feedback.profiles) source.judgments += query.graded.size();
    std::vector<std::string> ids;
    for (const std::size_t i : report.queries) ids.push_back(feedback.profiles[i].profile.id());
    TuningView view{report,
                    options_,
                    std::move(source),
                    std::move(ids),
                    moved_weights(catalog, start, report),
                    TuningView::Parts{start.blend, report.model.blend, start.relatedness,
                                      report.model.relatedness},
                    {{"feedback_hash", judgments.hash},
                     {"profiles_hash", profiles.hash},
                     {"catalog_hash", io::catalog_hash(catalog)}}};
    add_options(arguments_, kOfModels, view);
    add_options(arguments_, kOfAll, view);
    const int status = tell(view);
    if (status == kDone && file) {
      const io::TuningRecord record = record_of(view);
      file->write([&](std::ostream& out) {
        io::write_model(out, report.model, catalog.taxonomy(), &record);
      });
      file->commit();
    }
    return status;
  }

  int tell(const TuningView& view) {
    progress_.clear();
    const std::string& format = arguments_.at("format");
    const std::string text =
        format == "json"   ? tuning_json(view)
        : format == "html" ? tuning_page(view)
                           : tuning_table(view, Terminal::of_standard_output(report_.has_value()));
    if (report_) {
      report_->write([&](std::ostream& out) { out << text; });
      report_->commit();
    } else {
      write_output("-", text);
    }
    switch (view.test.verdict) {
      case TuningVerdict::better:
        return kDone;
      case TuningVerdict::not_better:
        return kCheckFailed;
      case TuningVerdict::too_few_profiles:
      case TuningVerdict::no_test:
        break;
    }
    return kWrongInput;
  }

  const Arguments& arguments_;
  TuningOptions options_;
  unsigned threads_;
  ProgressLine progress_;
  std::optional<io::OutputFile> report_;
};

int run_tune(const Arguments& arguments) { return Tune(arguments).run(); }

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
    kTuneOptions,
    run_tune,
};

}  // namespace skillmatch::cli
