// skillmatch convert: judgments and rankings from one kind of file to another.
#include "command.h"
#include "common_options.h"
#include "judged.h"
#include "output.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/file_kind.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/pair_features.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kConvertOptions{
    Option{"to", 0, "qrels|jsonl|csv|run|svmrank", "", "what FILE becomes"},
    Option{"profiles", 'p', "FILE", "",
           "for svmrank: whom judgments are about, JSON Lines or CSV as for 'batch'"},
    kCatalogOption,
    Option{"model", 'm', "balanced|cosine|coverage|FILE", "balanced",
           "for svmrank: whose weights and relatedness make the features"},
    Option{"query-sizes", 0, "FILE", "",
           "for svmrank without qid: how many lines each query has, a number a line"},
    kStrictOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

const char* name_of(io::FileKind kind) {
  switch (kind) {
    case io::FileKind::qrels:
      return "qrels";
    case io::FileKind::feedback:
      return "feedback as JSON Lines";
    case io::FileKind::csv:
      return "feedback as CSV";
    case io::FileKind::svmrank:
      return "SVMrank lines";
    case io::FileKind::run:
      return "a TREC run";
    case io::FileKind::results:
      return "results as JSON Lines";
  }
  return "";
}

class Conversion {
 public:
  explicit Conversion(const Arguments& arguments)
      : arguments_(arguments),
        to_(arguments.get("to").value_or("")),
        output_(arguments.at("output")) {
    if (to_.empty()) throw UsageError("--to FORMAT is missing");
    for (const char* option : {"profiles", "catalog", "model", "query-sizes"}) {
      if (to_ != "svmrank" && !arguments.all(option).empty()) {
        throw UsageError("--" + std::string(option) + " needs --to svmrank");
      }
    }
    for (const char* option : {"catalog", "model"}) {
      if (!arguments.all(option).empty() && !arguments.has("profiles")) {
        throw UsageError("--" + std::string(option) + " needs --profiles FILE");
      }
    }
    if (arguments.has("query-sizes") && arguments.has("profiles")) {
      throw UsageError("--query-sizes and --profiles exclude each other");
    }
    const std::vector<std::string> inputs{
        arguments.positional[0], arguments.get("profiles").value_or(""),
        arguments.get("catalog").value_or(""), arguments.at("model"),
        arguments.get("query-sizes").value_or("")};
    refuse_two_standard_inputs(inputs);
    refuse_to_replace(inputs, "output", output_);
  }

  void run() {
    const io::Text text = io::read_text(arguments_.positional[0]);
    name_ = printable(text.name);
    if (const auto file = arguments_.get("query-sizes")) {
      return write_lists(io::read_svmrank(text, io::read_query_sizes(io::read_text(*file))));
    }
    kind_ = io::kind_of(text);
    const bool is_ranking = kind_ == io::FileKind::run || kind_ == io::FileKind::results;
    if (is_ranking) return write_ranking(text);
    if (to_ == "run") refuse("holds no ranking");
    if (to_ != "svmrank") return write_judgments(io::read_judgments(text));
    if (arguments_.has("profiles")) return write_pairs(io::read_judgments(text));
    if (kind_ != io::FileKind::svmrank) {
      throw UsageError("--to svmrank needs --profiles FILE, whom " + in_quotes(text.name) +
                       " is about");
    }
    write_lists(io::read_svmrank(text));
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw UsageError("--to " + to_ + ": " + name_ + ", " + name_of(kind_) + ", " + why);
  }
  void note(const std::string& text) const {
    if (!arguments_.has("quiet")) tell({name_ + ": " + text});
  }
  void note_changed(std::size_t cells) const {
    if (cells == 0) return;
    note("ids that a spreadsheet would run or cannot show are written otherwise in CSV: " +
         grouped(cells) + "; --to jsonl keeps them");
  }

  void write_ranking(const io::Text& text) const {
    if (to_ == "qrels" || to_ == "svmrank") refuse("holds no judgments");
    if (kind_ == io::FileKind::results && to_ != "run") {
      refuse("can only become a run; 'skillmatch batch --format' writes the others");
    }
    const io::Run run = kind_ == io::FileKind::run ? io::read_run(text) : io::read_results(text);
    std::size_t changed = 0;
    io::write_file(output_, [&](std::ostream& out) {
      if (to_ == "run") return io::write_run(out, run);
      if (to_ == "jsonl") return io::write_results(out, run);
      changed = io::write_results_csv(out, run);
    });
    note_changed(changed);
  }

  void write_judgments(const io::Judgments& judgments) const {
    std::size_t changed = 0;
    io::write_file(output_, [&](std::ostream& out) {
      if (to_ == "qrels") return io::write_qrels(out, judgments);
      if (to_ == "jsonl") return io::write_feedback(out, judgments);
      changed = io::write_feedback_csv(out, judgments);
    });
    note_changed(changed);
    if ((kind_ == io::FileKind::qrels) == (to_ == "qrels")) return;
    note(to_ == "qrels"
             ? "says nothing of companies that it does not name; in qrels they count as grade 0"
             : "counts companies that it does not name as grade 0; feedback says nothing of them");
  }

  void write_lists(const io::FeatureLists& lists) const {
    io::write_file(output_, [&](std::ostream& out) {
      std::size_t number = 0;
      for (const FeatureList& list : lists.lists) {
        ++number;
        io::write_svmrank(out, list, lists.has_names ? std::optional(number) : std::nullopt);
      }
    });
  }

  void write_pairs(const io::Judgments& judgments) const {
    const Reading reading(arguments_);
    const Catalog catalog =
        io::load_catalog(arguments_.get("catalog").value_or(""), reading.options());
    const io::Profiles profiles =
        io::read_profiles(arguments_.at("profiles"), catalog.taxonomy(), reading.options().unknown);
    const io::ResolvedFeedback feedback = io::resolve(judgments, profiles.profiles, catalog);
    tell_unknown(feedback, arguments_);
    refuse_negative(feedback.kept);
    const Scorer scorer(catalog, model_of(arguments_, catalog, reading.options()));
    std::vector<const JudgedProfile*> queries;
    std::vector<std::string> ids;
    for (const JudgedProfile& query : feedback.profiles) {
      if (scorer.prepare(query.profile).not_ranked()) continue;
      queries.push_back(&query);
      ids.push_back(query.profile.id());
    }
    if (queries.empty()) {
      throw InputError(name_ +
                       ": none of its queries can be ranked; are these ids those of the profiles "
                       "and companies?");
    }
    const bool are_qids = io::are_qids(ids);
    io::write_file(output_, [&](std::ostream& out) {
      for (std::size_t q = 0; q < queries.size(); ++q) {
        io::write_svmrank(out, feature_list(scorer, *queries[q]),
                          are_qids ? std::nullopt : std::optional(q + 1));
      }
    });
    reading.tell_warnings();
    if (const std::size_t left_out = feedback.profiles.size() - queries.size(); left_out > 0) {
      note("judged queries that cannot be ranked, and are left out: " + grouped(left_out));
    }
  }

  void refuse_negative(const io::Judgments& judgments) const {
    std::vector<std::string> problems;
    for (const io::JudgedQuery& query : judgments.queries) {
      for (const io::Judgment& judgment : query.judgments) {
        if (judgment.grade >= 0) continue;
        problems.push_back(name_ + ":" + std::to_string(judgment.line) + ": grade " +
                           std::to_string(judgment.grade) + " for " + in_quotes(judgment.document) +
                           "; SVMrank lines can only hold grades from 0 up");
      }
    }
    if (!problems.empty()) throw InputError(problems);
  }

  const Arguments& arguments_;
  std::string to_;
  std::string output_;
  std::string name_;
  io::FileKind kind_ = io::FileKind::svmrank;
};

int run_convert(const Arguments& arguments) {
  Conversion(arguments).run();
  return kDone;
}

}  // namespace

const Command kConvert{
    "convert",
    "FILE",
    1,
    1,
    "write judgments or rankings as another kind of file",
    "FILE is seen for what it is by its first line; - is standard input.\n"
    "  judgments  TREC qrels, feedback as JSON Lines or CSV, SVMrank lines -> qrels, jsonl, csv\n"
    "  rankings   a TREC run -> run (in order, ranks anew), jsonl, csv; what 'skillmatch batch'\n"
    "             writes as jsonl -> run\n"
    "With --profiles, judgments become svmrank, for tools of learning to rank such as XGBoost and\n"
    "LightGBM: a line for each candidate of a profile, best first, with its grade and as features\n"
    "1: cosine, 2: coverage, and from 3 on, in the order of 'catalog list skills', what each "
    "skill\n"
    "adds to the cosine. qid is the profile's id if all are ascending whole numbers, or else 1, "
    "2,\n"
    "3, with the id in the comment. What a kind of file cannot hold is refused, with its line.",
    "  skillmatch convert grades.csv --to qrels -o grades.qrels\n"
    "  skillmatch convert ranked.jsonl --to run -o ranked.run\n"
    "  skillmatch convert grades.csv --profiles people.jsonl --to svmrank -o pairs.svm\n"
    "  skillmatch convert rank.train --query-sizes rank.train.query --to svmrank -o train.svm\n",
    kConvertOptions,
    run_convert,
};

}  // namespace skillmatch::cli
