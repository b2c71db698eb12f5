// Judgments to the files that read_judgments() reads.
#include "append_json.h"
#include "judgment_lists.h"
#include "line_problems.h"
#include "trec.h"
#include "written_cell.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include <skillmatch/io/judgments.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

enum class Holds { grades, grades_of_feedback, feedback };

// Throws InputError with all that a file called `name` cannot hold.
void check(const Judgments& judgments, std::string_view name, Holds holds) {
  LineProblems problems(judgments.name);
  std::unordered_map<std::string_view, std::size_t> seen;
  for (const JudgedQuery& query : judgments.queries) {
    if (query.kind != JudgedAs::grades) {
      if (holds != Holds::feedback) {
        problems.add(query.line,
                     "a list of its own, by \"" +
                         std::string(query.kind == JudgedAs::shown ? "shown" : "prefer") + "\"; " +
                         std::string(name) + " can only hold grades, JSON Lines hold both");
      }
      continue;
    }
    const auto [first, is_first] = seen.try_emplace(query.query, query.line);
    if (!is_first) {
      problems.add(query.line, "a second list of " + in_quotes(query.query) + ", as from line " +
                                   std::to_string(first->second) + " on; " + std::string(name) +
                                   " can only hold one");
    }
    if (holds == Holds::grades) continue;
    for (const Judgment& judgment : query.judgments) {
      if (judgment.grade >= 0 && judgment.grade <= kMostGrade) continue;
      problems.add(judgment.line, "grade " + std::to_string(judgment.grade) + " for " +
                                      in_quotes(judgment.document) + "; " + std::string(name) +
                                      " can only hold 0 to " + std::to_string(kMostGrade));
    }
  }
  problems.throw_if_any();
}

// The same by ids, where they are words: two words may be one id.
Judgments by_ids(const Judgments& judgments) {
  if (!judgments.is_trec) return judgments;
  Judgments result{judgments.name, {}, 0};
  LineProblems problems(judgments.name);
  JudgmentLists lists(result, true, problems);
  for (const JudgedQuery& query : judgments.queries) {
    const std::string id = id_of_word(query.query);
    for (const Judgment& judgment : query.judgments) {
      lists.add(id, id_of_word(judgment.document), judgment.grade, judgment.line);
    }
  }
  problems.throw_if_any();
  return result;
}

void append_member(std::string& line, const char* key, std::string_view value) {
  line += key;
  append_json_string(line, value);
}

// ["x","y"]: the companies of these grades.
std::string list_of(const JudgedQuery& query, int least, int most) {
  std::string list;
  for (const Judgment& judgment : query.judgments) {
    if (judgment.grade < least || judgment.grade > most) continue;
    list += list.empty() ? "[" : ",";
    append_json_string(list, judgment.document);
  }
  return list.empty() ? "[]" : list + "]";
}

void append_feedback(std::string& line, const JudgedQuery& query) {
  if (query.kind == JudgedAs::grades) {
    for (const Judgment& judgment : query.judgments) {
      append_member(line, "{\"profile\":", query.query);
      append_member(line, ",\"company\":", judgment.document);
      line += ",\"grade\":" + std::to_string(judgment.grade) + "}\n";
    }
    return;
  }
  append_member(line, "{\"profile\":", query.query);
  if (query.kind == JudgedAs::preference) {
    append_member(line, ",\"prefer\":", query.judgments[0].document);
    line += ",\"over\":" + list_of(query, 0, 0);
  } else {
    line += ",\"shown\":" + list_of(query, 0, kMostGrade);
    line += ",\"hired\":" + list_of(query, kHired, kHired);
    line += ",\"clicked\":" + list_of(query, kClicked, kClicked);
  }
  line += "}\n";
}

}  // namespace

void write_qrels(std::ostream& out, const Judgments& judgments) {
  check(judgments, "qrels", Holds::grades);
  const auto word = judgments.is_trec ? visible_word : trec_word;
  for (const JudgedQuery& query : judgments.queries) {
    const std::string name = word(query.query);
    for (const Judgment& judgment : query.judgments) {
      out << name << " 0 " << word(judgment.document) << ' ' << judgment.grade << '\n';
    }
  }
}

void write_feedback(std::ostream& out, const Judgments& words) {
  const Judgments judgments = by_ids(words);
  check(judgments, "JSON Lines", Holds::feedback);
  std::string line;
  for (const JudgedQuery& query : judgments.queries) {
    line.clear();
    append_feedback(line, query);
    out << line;
  }
}

std::size_t write_feedback_csv(std::ostream& out, const Judgments& words) {
  const Judgments judgments = by_ids(words);
  check(judgments, "CSV", Holds::grades_of_feedback);
  WrittenCells cells;
  out << "profile,company,grade\r\n";
  for (const JudgedQuery& query : judgments.queries) {
    const std::string begin = cells.of(query.query) + ",";
    for (const Judgment& judgment : query.judgments) {
      out << begin << cells.of(judgment.document) << ',' << judgment.grade << "\r\n";
    }
  }
  return cells.changed();
}

}  // namespace skillmatch::io
