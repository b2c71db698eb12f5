// TREC's two files: qrels and runs.
#include "trec.h"

#include "judgment_lists.h"
#include "line_problems.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// A word of a TREC file: ids with white space inside would be two.
std::string word_of(const std::string& id) {
  std::string word = id;
  for (char& c : word) {
    if (static_cast<unsigned char>(c) <= ' ') c = '_';
  }
  return word.empty() ? "_" : word;
}

}  // namespace

Judgments read_qrels(const Text& text) {
  Judgments judgments{text.name, {}, 0};
  LineProblems problems(text.name);
  JudgmentLists lists(judgments, true, problems);
  for (WordLines lines(text.bytes); lines.next();) {
    const auto& words = lines.words();
    if (words.size() != 4) {
      problems.add(lines.number(), std::to_string(words.size()) +
                                       " words; a line of qrels has four: QUERY 0 DOCUMENT GRADE");
      continue;
    }
    const auto grade = number_of<int>(words[3]);
    if (!grade || *grade < -1'000'000 || *grade > 1'000'000) {
      problems.add(lines.number(), in_quotes(words[3]) + " is not a grade; write a whole number");
      continue;
    }
    lists.add(words[0], words[2], *grade, lines.number());
  }
  problems.throw_if_any();
  return judgments;
}

void write_qrels(std::ostream& out, const Judgments& judgments) {
  for (const JudgedQuery& query : judgments.queries) {
    for (const Judgment& judgment : query.judgments) {
      out << word_of(query.query) << " 0 " << word_of(judgment.document) << ' ' << judgment.grade
          << '\n';
    }
  }
}

Run read_run(const Text& text) {
  Run run{text.name, {}, {}};
  LineProblems problems(text.name);
  std::unordered_map<std::string, std::size_t> numbers;
  std::unordered_map<std::string, std::size_t> seen;
  for (WordLines lines(text.bytes); lines.next();) {
    const auto& words = lines.words();
    // Words behind the tag are ignored, as trec_eval does.
    if (words.size() < 6) {
      problems.add(lines.number(),
                   std::to_string(words.size()) +
                       " words; a line of a run has six: QUERY Q0 DOCUMENT RANK SCORE TAG");
      continue;
    }
    const auto score = number_of<double>(words[4]);
    if (!score) {
      problems.add(lines.number(), in_quotes(words[4]) + " is not a score; write a number");
      continue;
    }
    const auto [at, is_new] = numbers.try_emplace(std::string(words[0]), run.queries.size());
    if (is_new) run.queries.push_back({std::string(words[0]), {}});
    const auto [first, is_first] =
        seen.try_emplace(std::to_string(at->second) + ' ' + std::string(words[2]), lines.number());
    if (!is_first) {
      problems.add(lines.number(), in_quotes(words[2]) + " again, as on line " +
                                       std::to_string(first->second) + "; keep one");
      continue;
    }
    run.queries[at->second].results.push_back({std::string(words[2]), *score});
    run.tag = words[5];
  }
  problems.throw_if_any();
  for (RunQuery& query : run.queries) {
    std::sort(query.results.begin(), query.results.end(),
              [](const RunResult& a, const RunResult& b) {
                return a.score != b.score ? a.score > b.score : a.document > b.document;
              });
  }
  return run;
}

void write_run(std::ostream& out, const Run& run) {
  for (const RunQuery& query : run.queries) {
    std::size_t rank = 0;
    for (const RunResult& result : query.results) {
      std::array<char, 32> score{};
      std::snprintf(score.data(), score.size(), "%.17g", result.score);
      out << word_of(query.query) << " Q0 " << word_of(result.document) << ' ' << ++rank << ' '
          << score.data() << ' ' << word_of(run.tag) << '\n';
    }
  }
}

JudgedRun judge(const Run& run, const Judgments& judgments) {
  std::unordered_map<std::string_view, const RunQuery*> ranked;
  for (const RunQuery& query : run.queries) ranked.emplace(query.query, &query);
  std::unordered_set<std::string_view> judged;
  JudgedRun result;
  for (std::size_t q = 0; q < judgments.queries.size(); ++q) {
    const JudgedQuery& query = judgments.queries[q];
    judged.insert(query.query);
    const auto at = ranked.find(query.query);
    if (at == ranked.end()) {
      ++result.not_ranked;
      continue;
    }
    std::unordered_map<std::string_view, int> grades;
    JudgedRanking ranking;
    for (const Judgment& judgment : query.judgments) {
      grades.emplace(judgment.document, judgment.grade);
      ranking.judged.push_back(judgment.grade);
    }
    for (const RunResult& document : at->second->results) {
      const auto grade = grades.find(document.document);
      ranking.ranked.push_back(grade == grades.end() ? kUnjudged : grade->second);
    }
    result.queries.push_back(q);
    result.rankings.push_back(std::move(ranking));
  }
  for (const RunQuery& query : run.queries) {
    result.not_judged += judged.count(query.query) == 0 ? 1U : 0U;
  }
  return result;
}

}  // namespace skillmatch::io
