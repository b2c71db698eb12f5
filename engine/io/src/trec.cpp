// TREC's two files: qrels and runs.
#include "trec.h"

#include "append_json.h"
#include "judgment_lists.h"
#include "line_problems.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool is_space_beyond_ascii(std::string_view character) {
  constexpr std::array<std::string_view, 17> kSpaces{
      "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000", "\uFEFF"};
  return std::find(kSpaces.begin(), kSpaces.end(), character) != kSpaces.end();
}

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

enum class Percent { escaped, kept };

std::string word_of(std::string_view id, Percent percent) {
  const auto is_plain = [&](char c) {
    return c > ' ' && c < 0x7F && (c != '%' || percent == Percent::kept);
  };
  if (std::all_of(id.begin(), id.end(), is_plain)) return std::string(id);
  std::string word;
  while (!id.empty()) {
    std::size_t size = 1;
    while (size < id.size() && (static_cast<unsigned char>(id[size]) & 0xC0U) == 0x80U) ++size;
    const std::string_view character = id.substr(0, size);
    id.remove_prefix(size);
    const bool ascii = static_cast<unsigned char>(character[0]) < 0x80;
    const bool visible =
        ascii ? is_plain(character[0])
              : printable(character) == character && !is_space_beyond_ascii(character);
    if (visible) {
      word += character;
      continue;
    }
    for (const char c : character) {
      std::array<char, 4> escape{};
      std::snprintf(escape.data(), escape.size(), "%%%02X",
                    static_cast<unsigned>(static_cast<unsigned char>(c)));
      word += escape.data();
    }
  }
  return word;
}

}  // namespace

std::string trec_word(std::string_view id) { return word_of(id, Percent::escaped); }
std::string visible_word(std::string_view word) { return word_of(word, Percent::kept); }

std::string id_of_word(std::string_view word) {
  std::string id;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const int high = word[i] == '%' && i + 2 < word.size() ? hex_digit(word[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(word[i + 2]) : -1;
    if (low < 0) {
      id += word[i];
    } else {
      id += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return find_invalid_utf8(id) ? std::string(word) : to_nfc(id);
}

void need_utf8(const Text& text) {
  if (const auto at = find_invalid_utf8(text.bytes)) {
    throw InputError(printable(text.name) + ": byte " + std::to_string(*at) +
                     " is not valid UTF-8; save the file as UTF-8");
  }
}

void fail_empty(const Text& text) {
  throw InputError(printable(text.name) + ": empty; there is nothing to learn or judge by");
}

double run_score(const Score& score) noexcept {
  return ranking_score(score) - (score.gate == Gate::fail ? 2.0 : 0.0);
}

Judgments read_qrels(const Text& text) {
  Judgments judgments{text.name, {}, 0};
  judgments.is_trec = true;
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
      problems.add(
          lines.number(),
          in_quotes(words[3]) + " is not a grade; write a whole number from -1000000 to 1000000");
      continue;
    }
    lists.add(words[0], words[2], *grade, lines.number());
  }
  problems.throw_if_any();
  return judgments;
}

Run read_run(const Text& text) {
  need_utf8(text);
  Run run{text.name, {}, {}, true};
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
    const std::string document(words[2]);
    const auto [at, is_new] = numbers.try_emplace(std::string(words[0]), run.queries.size());
    if (is_new) run.queries.push_back({at->first, {}});
    const auto [first, is_first] =
        seen.try_emplace(std::to_string(at->second) + ' ' + document, lines.number());
    if (!is_first) {
      problems.add(lines.number(), in_quotes(document) + " again, as on line " +
                                       std::to_string(first->second) + "; keep one");
      continue;
    }
    run.queries[at->second].results.push_back({document, *score});
    run.tag = words[5];
  }
  problems.throw_if_any();
  for (RunQuery& query : run.queries) {
    // As floats, which is what trec_eval keeps of a score.
    std::sort(query.results.begin(), query.results.end(),
              [](const RunResult& a, const RunResult& b) {
                const auto x = static_cast<float>(a.score);
                const auto y = static_cast<float>(b.score);
                return x != y ? x > y : a.document > b.document;
              });
  }
  return run;
}

void RunRows::append(std::string& out, std::string_view document, double score) {
  if (static_cast<float>(score) >= static_cast<float>(above_)) {
    constexpr float kLeast = std::numeric_limits<float>::lowest();
    score = std::nextafter(static_cast<float>(above_), kLeast);
  }
  above_ = score;
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), score,
                                 std::chars_format::general, 17);
  out += query_;
  out += " Q0 ";
  out += document;
  out += ' ';
  append_number(out, ++rank_);
  out += ' ';
  out.append(digits.data(), end.ptr);
  out += ' ';
  out += tag_;
  out += '\n';
}

void write_run(std::ostream& out, const Run& run) {
  const auto word = run.is_trec ? visible_word : trec_word;
  for (const RunQuery& query : run.queries) {
    RunRows rows(word(query.query), word(run.tag));
    std::string text;
    for (const RunResult& result : query.results) {
      rows.append(text, word(result.document), result.score);
    }
    out << text;
  }
}

JudgedRun judge(const Run& run, const Judgments& judgments) {
  // Qrels are words as runs are, and compared as trec_eval does, byte by byte; feedback has ids.
  const auto name_of = [&](const std::string& name) {
    return run.is_trec && !judgments.is_trec ? id_of_word(name) : name;
  };
  const auto judged_name = [&](const std::string& name) {
    return judgments.is_trec && !run.is_trec ? id_of_word(name) : name;
  };
  std::unordered_map<std::string, const RunQuery*> ranked;
  for (const RunQuery& query : run.queries) ranked.emplace(name_of(query.query), &query);
  std::unordered_set<std::string> judged;
  JudgedRun result;
  for (std::size_t q = 0; q < judgments.queries.size(); ++q) {
    const JudgedQuery& query = judgments.queries[q];
    const std::string name = judged_name(query.query);
    judged.insert(name);
    const auto at = ranked.find(name);
    if (at == ranked.end()) {
      ++result.not_ranked;
      continue;
    }
    std::unordered_map<std::string, int> grades;
    JudgedRanking ranking;
    for (const Judgment& judgment : query.judgments) {
      grades.emplace(judged_name(judgment.document), judgment.grade);
      ranking.judged.push_back(judgment.grade);
    }
    for (const RunResult& document : at->second->results) {
      const auto grade = grades.find(name_of(document.document));
      // Where nothing is known of the others, only what was graded is compared.
      if (grade == grades.end() && !query.judged_all) continue;
      ranking.ranked.push_back(grade == grades.end() ? kUnjudged : grade->second);
    }
    result.queries.push_back(q);
    result.rankings.push_back(std::move(ranking));
  }
  for (const RunQuery& query : run.queries) {
    result.not_judged += judged.count(name_of(query.query)) == 0 ? 1U : 0U;
  }
  return result;
}

}  // namespace skillmatch::io
