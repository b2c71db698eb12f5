// Rankings as JSON Lines and CSV: what `batch` writes, read back as a run, and runs likewise.
#include "append_json.h"
#include "text_lines.h"
#include "trec.h"
#include "written_cell.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <skillmatch/io/judgments.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

double number_in(const JsonNode& node, const JsonMember& member) {
  const JsonNode number(node, member);
  return number.is(JsonValue::Kind::number) ? number.value().number : 0.0;
}

Score score_of(const JsonNode& node) {
  Score score;
  if (const JsonMember* member = node.need("score")) score.score = number_in(node, *member);
  if (const JsonMember* member = node.find("mutual")) score.mutual = number_in(node, *member);
  if (const JsonMember* member = node.find("gate")) {
    const JsonNode gate(node, *member);
    const std::string id = gate.text();
    if (const auto known = gate_of_id(id)) {
      score.gate = *known;
    } else if (!id.empty()) {
      gate.problem(in_quotes(id) + " is not one of pass, unknown, fail");
    }
  }
  return score;
}

RunQuery query_of(const JsonNode& node) {
  const bool by_company = node.find("profile") == nullptr && node.find("company") != nullptr;
  RunQuery query{node.text_of(by_company ? "company" : "profile"), {}};
  const JsonMember* member = node.need("results");
  if (member == nullptr) return query;
  const JsonNode results(node, *member);
  if (!results.is(JsonValue::Kind::array)) return query;
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < results.value().items.size(); ++i) {
    const JsonNode result(results, i);
    if (!result.is(JsonValue::Kind::object)) continue;
    std::string document = result.text_of(by_company ? "profile" : "company");
    const double score = run_score(score_of(result));
    if (!document.empty() && !seen.insert(document).second) {
      result.problem(in_quotes(document) + " again; keep one");
    }
    query.results.push_back({std::move(document), score});
  }
  // Equals stay as they are listed.
  std::stable_sort(query.results.begin(), query.results.end(),
                   [](const RunResult& a, const RunResult& b) { return a.score > b.score; });
  return query;
}

std::string id_in(const Run& run, const std::string& name) {
  return run.is_trec ? id_of_word(name) : name;
}

}  // namespace

Run read_results(const Text& text) {
  need_utf8(text);
  Run run{text.name, "skillmatch", {}};
  LineProblems problems(text.name);
  std::unordered_map<std::string, std::size_t> seen;
  for_each_object(text, problems, [&](const JsonNode& node, std::size_t line) {
    RunQuery query = query_of(node);
    if (node.problems().any()) return;
    const auto [first, is_first] = seen.try_emplace(query.query, line);
    if (!is_first) {
      return node.problem("results of " + in_quotes(query.query) + " again, as on line " +
                          std::to_string(first->second) + "; a run has one list of each");
    }
    if (!query.results.empty()) run.queries.push_back(std::move(query));
  });
  problems.throw_if_any();
  return run;
}

void write_results(std::ostream& out, const Run& run) {
  std::string line;
  for (const RunQuery& query : run.queries) {
    line = "{\"profile\":";
    append_json_string(line, id_in(run, query.query));
    line += ",\"results\":[";
    std::uint64_t rank = 0;
    for (const RunResult& result : query.results) {
      line += rank == 0 ? "{\"rank\":" : ",{\"rank\":";
      append_number(line, ++rank);
      line += ",\"company\":";
      append_json_string(line, id_in(run, result.document));
      line += ",\"score\":";
      append_number(line, result.score);
      line += '}';
    }
    out << line << "]}\n";
  }
}

std::size_t write_results_csv(std::ostream& out, const Run& run) {
  WrittenCells cells;
  out << "profile,rank,company,score\r\n";
  std::string score;
  for (const RunQuery& query : run.queries) {
    const std::string begin = cells.of(id_in(run, query.query)) + ",";
    std::uint64_t rank = 0;
    for (const RunResult& result : query.results) {
      score.clear();
      append_number(score, result.score);
      out << begin << ++rank << ',' << cells.of(id_in(run, result.document)) << ',' << score
          << "\r\n";
    }
  }
  return cells.changed();
}

}  // namespace skillmatch::io
