// Feedback as JSON Lines or CSV, and its profiles and companies found.
#include "column_names.h"
#include "csv_rows.h"
#include "json_document.h"
#include "judgment_lists.h"
#include "line_problems.h"
#include "run_fingerprint.h"
#include "svmrank.h"
#include "text_lines.h"
#include "trec.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <skillmatch/io/file_kind.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

bool is_grade(double x) { return x == 0.0 || x == 1.0 || x == 2.0 || x == 3.0 || x == 4.0; }

class JsonFeedback {
 public:
  JsonFeedback(JudgmentLists& lists) : lists_(lists) {}

  void read(const JsonNode& node, std::size_t line) {
    if (node.find("grade") != nullptr) return read_grade(node, line);
    if (node.find("prefer") != nullptr) return read_preference(node, line);
    if (node.find("shown") != nullptr) return read_shown(node, line);
    node.problem("none of \"grade\", \"prefer\" and \"shown\" is here; write what was judged");
  }

 private:
  // The ids of a member that is a string or a list of strings.
  static std::vector<std::string> texts_of(const JsonNode& node, std::string_view key) {
    const JsonMember* member = node.find(key);
    if (member == nullptr) return {};
    const JsonNode list(node, *member);
    if (list.value().kind == JsonValue::Kind::string) return {list.text()};
    std::vector<std::string> texts;
    if (!list.is(JsonValue::Kind::array)) return texts;
    for (std::size_t i = 0; i < list.value().items.size(); ++i) {
      texts.push_back(JsonNode(list, i).text());
    }
    return texts;
  }

  void read_grade(const JsonNode& node, std::size_t line) {
    node.only({"profile", "company", "grade", "note"});
    const std::string profile = node.text_of("profile");
    const std::string company = node.text_of("company");
    const JsonNode grade(node, *node.find("grade"));
    if (!grade.is_number(is_grade, "a grade", "that is whole, from 0 to 4")) return;
    if (node.problems().any()) return;
    lists_.add(profile, company, static_cast<int>(grade.value().number), line);
  }

  void read_preference(const JsonNode& node, std::size_t line) {
    node.only({"profile", "prefer", "over", "note"});
    JudgedQuery list{node.text_of("profile"), {}, false, line, JudgedAs::preference};
    list.judgments.push_back({node.text_of("prefer"), 1, line});
    if (node.need("over") == nullptr) return;
    for (std::string& company : texts_of(node, "over")) {
      list.judgments.push_back({std::move(company), 0, line});
    }
    if (list.judgments.size() < 2 && !node.problems().any()) {
      node.problem("\"over\" names nobody; write whom \"prefer\" is preferred to");
    }
    add(std::move(list), node);
  }

  void read_shown(const JsonNode& node, std::size_t line) {
    node.only({"profile", "shown", "hired", "clicked", "note"});
    JudgedQuery list{node.text_of("profile"), {}, false, line, JudgedAs::shown};
    for (std::string& company : texts_of(node, "shown")) {
      list.judgments.push_back({std::move(company), 0, line});
    }
    std::unordered_map<std::string_view, std::size_t> shown;
    for (std::size_t i = 0; i < list.judgments.size(); ++i) {
      shown.emplace(list.judgments[i].document, i);
    }
    const auto raise = [&](const char* key, int grade) {
      for (const std::string& company : texts_of(node, key)) {
        const auto at = shown.find(company);
        if (at == shown.end()) {
          node.problem(in_quotes(company) + " is \"" + key + "\" and was not \"shown\"");
        } else {
          int& so_far = list.judgments[at->second].grade;
          so_far = std::max(so_far, grade);
        }
      }
    };
    raise("hired", kHired);
    raise("clicked", kClicked);
    add(std::move(list), node);
  }

  void add(JudgedQuery list, const JsonNode& node) {
    std::unordered_set<std::string_view> seen;
    for (const Judgment& judgment : list.judgments) {
      if (!seen.insert(judgment.document).second) {
        node.problem(in_quotes(judgment.document) + " is named twice; keep one");
      }
    }
    if (!node.problems().any()) lists_.add_list(std::move(list));
  }

  JudgmentLists& lists_;
};

Judgments read_json_feedback(const Text& text) {
  Judgments judgments{text.name, {}, 0};
  LineProblems problems(text.name);
  JudgmentLists lists(judgments, false, problems);
  JsonFeedback feedback(lists);
  for_each_object(text, problems,
                  [&](const JsonNode& node, std::size_t line) { feedback.read(node, line); });
  problems.throw_if_any();
  return judgments;
}

struct FeedbackColumns {
  std::array<std::size_t, 3> places{};  // of profile, company and grade
  std::size_t count = 0;
};

FeedbackColumns columns_of(const CsvCells& header, std::size_t line, LineProblems& problems) {
  constexpr std::array<std::string_view, 3> kNames{"profile", "company", "grade"};
  FeedbackColumns columns;
  columns.count = header.size();
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const std::vector<std::size_t> found = columns_called(header, kNames[i]);
    if (found.size() > 1) problems.add(line, two_columns_called(kNames[i]));
    if (found.empty()) {
      problems.add(line, "no column is called " + in_quotes(kNames[i]) +
                             "; the first line names profile, company and grade");
    } else {
      columns.places[i] = found[0];
    }
  }
  return columns;
}

Judgments read_csv_feedback(const Text& text) {
  Judgments judgments{text.name, {}, 0};
  LineProblems problems(text.name);
  JudgmentLists lists(judgments, false, problems);
  CsvCells cells;
  std::optional<FeedbackColumns> columns;
  for_each_line(text.bytes, [&](std::string_view line, std::size_t number) {
    if (const CsvProblem problem = cells.split(line); problem != CsvProblem::none) {
      problems.add(number, words_of(problem));
      return;
    }
    if (!columns) {
      columns = columns_of(cells, number, problems);
      problems.throw_if_any();
      return;
    }
    if (cells.size() != columns->count) {
      problems.add(number, "this line has " + std::to_string(cells.size()) + " of " +
                               std::to_string(columns->count) + " columns");
      return;
    }
    const auto [profile, company, grade] = columns->places;
    const auto value = number_of<int>(cells[grade]);
    if (cells[profile].empty() || cells[company].empty()) {
      problems.add(number, "the profile or the company is empty; write their ids");
    } else if (!value || *value < 0 || *value > kMostGrade) {
      problems.add(number,
                   in_quotes(cells[grade]) + " is not a grade; write a whole number from 0 to 4");
    } else {
      lists.add(to_nfc(cells[profile]), to_nfc(cells[company]), *value, number);
    }
  });
  problems.throw_if_any();
  return judgments;
}

// Adds each once.
class Unknowns {
 public:
  Unknowns(const Judgments& judgments, std::vector<std::string>& unknown)
      : problems_(judgments.name), unknown_(unknown) {}
  void add(const char* kind, const std::string& id, std::size_t line) {
    if (!seen_.insert(kind + (' ' + id)).second) return;
    unknown_.push_back(problems_.place(line) + "unknown " + kind + " " + in_quotes(id));
  }

 private:
  LineProblems problems_;
  std::vector<std::string>& unknown_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

Judgments read_judgments(const Text& text) {
  const auto read = [&] {
    switch (kind_of(text)) {
      case FileKind::feedback:
      case FileKind::results:
        return read_json_feedback(text);
      case FileKind::csv:
        return read_csv_feedback(text);
      case FileKind::svmrank:
        return read_svmrank_grades(text);
      case FileKind::qrels:
      case FileKind::run:
        break;
    }
    return read_qrels(text);
  };
  Judgments judgments = read();
  judgments.hash = hash_of(text.bytes);
  return judgments;
}

ResolvedFeedback resolve(const Judgments& judgments, std::span<const Profile> profiles,
                         const Catalog& catalog) {
  const auto id_of = [&](const std::string& name) {
    return judgments.is_trec ? id_of_word(name) : name;
  };
  std::unordered_map<std::string_view, const Profile*> by_id;
  for (const Profile& profile : profiles) by_id.emplace(profile.id(), &profile);
  // One pass over the catalog, which may be an index that looks every id up by going through all.
  std::unordered_map<std::string, std::optional<CompanyId>> companies;
  for (const JudgedQuery& query : judgments.queries) {
    companies.try_emplace(id_of(query.query));
    for (const Judgment& judgment : query.judgments)
      companies.try_emplace(id_of(judgment.document));
  }
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    const auto at = companies.find(std::string(catalog.company_id(company)));
    if (at != companies.end()) at->second = company;
  }
  ResolvedFeedback result;
  result.kept.name = judgments.name;
  result.kept.is_trec = judgments.is_trec;
  Unknowns unknowns(judgments, result.unknown);
  for (const JudgedQuery& query : judgments.queries) {
    const std::string id = id_of(query.query);
    const auto profile = by_id.find(id);
    if (profile == by_id.end()) {
      unknowns.add("profile", id, query.line);
      result.left_out += query.judgments.size();
      continue;
    }
    JudgedQuery kept{query.query, {}, query.judged_all, query.line, query.kind};
    JudgedProfile judged{*profile->second, {}, query.judged_all, {}};
    const std::optional<CompanyId> own = companies.at(id);
    if (own) judged.left_out.push_back(*own);
    for (const Judgment& judgment : query.judgments) {
      const std::string document = id_of(judgment.document);
      const std::optional<CompanyId> company = companies.at(document);
      if (!company) {
        unknowns.add("company", document, judgment.line);
        ++result.left_out;
      } else if (company == own) {
        ++result.own_rows;
      } else {
        kept.judgments.push_back(judgment);
        judged.graded.push_back({*company, judgment.grade});
      }
    }
    if (kept.judgments.empty()) continue;
    std::sort(judged.graded.begin(), judged.graded.end(),
              [](const auto& a, const auto& b) { return a.company < b.company; });
    result.kept.queries.push_back(std::move(kept));
    result.profiles.push_back(std::move(judged));
  }
  return result;
}

}  // namespace skillmatch::io
