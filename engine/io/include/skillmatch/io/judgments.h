// What people said about rankings, from and to files: TREC qrels and runs, feedback as JSON Lines
// or CSV, and the grades of SVMrank lines.
//
// Every function that reads throws InputError with all problems of the text, one line each,
//   FILE:LINE: what is wrong; what to do
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/feedback.h>
#include <skillmatch/io/file.h>
#include <skillmatch/metrics.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::io {

struct Judgment {
  std::string document;  // a company's id
  int grade;
  std::size_t line;
};

enum class JudgedAs : std::uint8_t {
  grades,      // of the one list of its query
  preference,  // a list of its own: one company preferred to others
  shown,       // likewise: what became of companies that were shown
};

// The judgments of one ranking, by ids.
struct JudgedQuery {
  std::string query;  // a profile's id
  std::vector<Judgment> judgments;
  bool judged_all = false;  // whether what is not here counts as 0: see JudgedProfile
  std::size_t line = 1;     // the first
  JudgedAs kind = JudgedAs::grades;
};

struct Judgments {
  std::string name;                  // of the file
  std::vector<JudgedQuery> queries;  // as they first appear
  std::size_t repeated = 0;          // judgments given more than once, alike
  bool is_trec = false;              // qrels: ids are words, with %XX for some bytes
  std::string hash = {};             // XXH3 (64 bits) of the text, in hexadecimal
};

// By its first line, one of
//   qrels  QUERY ITERATION DOCUMENT GRADE, separated by white space; whole grades of any size.
//          What is not judged counts as not relevant.
//   JSON Lines, an object a line, of these kinds:
//          {"profile": P, "company": C, "grade": 0 to 4}
//          {"profile": P, "prefer": C, "over": C or [C, …]}      a list of its own: 1 and 0
//          {"profile": P, "shown": [C, …], "hired": [C, …], "clicked": [C, …]}
//                a list of its own: hired 4, clicked 1, others shown 0
//   CSV    columns profile, company, grade; others are ignored
//   SVMrank lines (io/feature_lists.h): their grades, whole and from 0 up
// In all but qrels nothing is known of companies that are not named.
Judgments read_judgments(const Text& text);

// Each throws InputError, and writes nothing, where such a file cannot hold all: qrels and CSV have
// no lists of their own, feedback has no grades below 0 or above 4, and none has two lists of one
// query. What a query that is judged_all says of companies that are not named is lost in feedback,
// and qrels make it up.
void write_qrels(std::ostream& out, const Judgments& judgments);
void write_feedback(std::ostream& out, const Judgments& judgments);  // JSON Lines
// Returns how many ids are not written as they are: see csv_cell().
std::size_t write_feedback_csv(std::ostream& out, const Judgments& judgments);

struct RunResult {
  std::string document;
  double score;
};
struct RunQuery {
  std::string query;
  // The highest score first, compared as floats; of equals the greater name: as trec_eval does.
  std::vector<RunResult> results;
};
struct Run {
  std::string name;  // of the file
  std::string tag;   // the last word of the last line
  std::vector<RunQuery> queries;
  bool is_trec = false;  // as in Judgments
};

// QUERY Q0 DOCUMENT RANK SCORE TAG, separated by white space. Ranks
// are ignored, as trec_eval does; a document twice for one query is a problem.
Run read_run(const Text& text);
// Tools that read runs order by score and know no gates: a company whose must is failed is 2 lower,
// which puts it behind all others and keeps the order among its like.
double run_score(const Score& score) noexcept;
// What `batch --format jsonl` writes, by profile or by company: an object a line, with "profile"
// and "results", each of which has "company" and "score", and may have "gate" and "mutual"; or the
// same with "company" and "profile" exchanged. As a run: by run_score().
Run read_results(const Text& text);

// Scores with 17 significant digits, ranks from 1. A score that is no float below the one before is
// written as the next one that is, so that every tool keeps the order. In a word, what is no
// visible character and % are as in URLs.
void write_run(std::ostream& out, const Run& run);
// {"profile":Q,"results":[{"rank":1,"company":D,"score":S},…]}, a query a line.
void write_results(std::ostream& out, const Run& run);
// Columns profile, rank, company, score. Returns what write_feedback_csv() does.
std::size_t write_results_csv(std::ostream& out, const Run& run);

// The rankings of the queries that are in both, in the order of `judgments`, with their numbers
// there.
struct JudgedRun {
  std::vector<std::size_t> queries;
  std::vector<JudgedRanking> rankings;
  std::size_t not_ranked = 0;  // judged queries that the run lacks
  std::size_t not_judged = 0;  // queries of the run that nobody judged
};
JudgedRun judge(const Run& run, const Judgments& judgments);

// What became of judgments that are about profiles and companies.
struct ResolvedFeedback {
  Judgments kept;                       // those of known ids, of queries with any left
  std::vector<JudgedProfile> profiles;  // the same, by profile
  // Each once, with the line where it is first named: "people.qrels:7: unknown profile 'x'".
  std::vector<std::string> unknown;
  std::size_t left_out = 0;  // judgments of unknown profiles and companies
  std::size_t own_rows = 0;  // judgments of the company that bears the profile's own id
};
// Finds ids in `profiles` and `catalog`. A company with the profile's own id is no candidate: it is
// what the profile was made of.
ResolvedFeedback resolve(const Judgments& judgments, std::span<const Profile> profiles,
                         const Catalog& catalog);

}  // namespace skillmatch::io
