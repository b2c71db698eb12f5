#include "catalog_lines.h"

#include "catalog_json.h"
#include "company_line.h"
#include "json_document.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMostProblems = 10'000;

// Where each company that was read stands, in a few bytes for a whole file: mostly one line behind
// the company before.
class CompanyLines {
 public:
  void add(std::size_t company, std::size_t line) {
    const std::size_t shift = line - company;
    if (shifts_.empty() || shifts_.back().shift != shift) shifts_.push_back({company, shift});
  }
  std::size_t line(std::size_t company) const {
    const auto next = std::upper_bound(shifts_.begin(), shifts_.end(), company,
                                       [](std::size_t c, const Shift& s) { return c < s.company; });
    return company + std::prev(next)->shift;
  }

 private:
  struct Shift {
    std::size_t company;  // the first of those that it is true of
    std::size_t shift;
  };
  std::vector<Shift> shifts_;
};

class CatalogLinesReader {
 public:
  CatalogLinesReader(SourceLines& lines, const std::string& name, const ReadOptions& options)
      : lines_(lines), options_(options), line_{name, {}} {}

  Catalog read() {
    CatalogHead head = read_head();
    CompanyLine company(head.catalog);
    while (problems_.size() < kMostProblems) {
      const auto line = lines_.next();
      if (!line) break;
      if (is_blank_json(*line)) continue;
      any_ = true;
      if (company.read(*line) && !is_known(company.company().id, head.catalog)) {
        places_.add(head.catalog.size(), lines_.number());
        head.catalog.add_sorted(company.company(), company.requirements());
      } else {
        read_unusual(*line, head);
      }
    }
    if (!any_) {
      problems_.push_back(
          place() + "no company follows; a catalog needs at least one, each on a line of its own");
    }
    if (problems_.size() >= kMostProblems) {
      problems_.push_back(place() + "too many problems; the lines behind it were not read");
    }
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return std::move(head.catalog);
  }

 private:
  std::string place() const {
    return printable(line_.name) + ":" + std::to_string(lines_.number()) + ": ";
  }

  bool is_known(const std::string& id, const Catalog& catalog) const {
    return catalog.find_id(id) || (!refused_ids_.empty() && refused_ids_.contains(id));
  }

  // What use(problems, root) finds wrong with the line goes to problems_, with its place.
  template <typename Use>
  void parse(std::string_view line, Use use) {
    line_.bytes = line;
    Problems problems(line_, lines_.number(), suggestions_);
    try {
      const JsonDocument document = parse_json(line_, problems);
      use(JsonNode(document.root, problems));
    } catch (const InputError& error) {
      if (!problems.any()) throw;
    }
    for (const std::string& problem : problems.sorted()) problems_.push_back(place() + problem);
    for (const std::string& warning : warnings_) options_.warnings->push_back(place() + warning);
    warnings_.clear();
  }

  CatalogHead read_head() {
    std::optional<std::string_view> line;
    do {
      line = lines_.next();
    } while (line && is_blank_json(*line));
    if (!line) {
      throw InputError(printable(line_.name) +
                       ": empty; the first line of a catalog is {\"format\": "
                       "\"skillmatch/catalog@1\"} with all but its companies");
    }
    std::optional<CatalogHead> head;
    ReadOptions options = options_;
    if (options.warnings != nullptr) options.warnings = &warnings_;
    parse(*line, [&](const JsonNode& root) {
      if (!root.has_format("catalog")) return;
      root.only({"format", "taxonomy", "fields", "note", "$schema"});
      head.emplace(read_catalog_head(
          root, options, [&](const std::string& name) { return named_taxonomy(name, options_); }));
    });
    // Without a head, every line would be one more false problem.
    if (!head) throw InputError(std::move(problems_));
    return std::move(*head);
  }

  void read_unusual(std::string_view line, CatalogHead& head) {
    parse(line, [&](const JsonNode& root) {
      std::string id;
      const std::size_t before = head.catalog.size();
      read_company(
          root, [&](const JsonNode& node) { return id = new_id(node, head.catalog); }, head);
      if (head.catalog.size() > before) {
        places_.add(before, lines_.number());
      } else if (!id.empty()) {
        refused_ids_.emplace(id, lines_.number());
      }
    });
  }

  std::string new_id(const JsonNode& node, const Catalog& catalog) const {
    std::string id = node.text();
    if (id.empty()) return id;
    std::size_t first = 0;
    if (const auto company = catalog.find_id(id)) {
      first = places_.line(index(*company));
    } else if (const auto at = refused_ids_.find(id); at != refused_ids_.end()) {
      first = at->second;
    } else {
      return id;
    }
    node.problem("the id " + in_quotes(id) + " is given twice, first on line " +
                 std::to_string(first) + "; keep one");
    return {};
  }

  SourceLines& lines_;
  ReadOptions options_;
  Text line_;  // the one that is read, with the name of the file
  std::vector<std::string> problems_;
  std::vector<std::string> warnings_;  // of that line, yet without their place
  std::size_t suggestions_ = 0;
  CompanyLines places_;
  std::unordered_map<std::string, std::size_t> refused_ids_;  // and their lines
  bool any_ = false;
};

}  // namespace

bool begins_catalog_lines(std::string_view first) {
  const Text text{"", std::string(first)};
  Problems problems(text);
  try {
    const JsonDocument document = parse_json(text, problems);
    const JsonNode root(document.root, problems);
    return document.root.kind == JsonValue::Kind::object && root.find("companies") == nullptr;
  } catch (const InputError&) {
    return false;
  }
}

Catalog read_catalog_lines(SourceLines& lines, const std::string& name,
                           const ReadOptions& options) {
  return CatalogLinesReader(lines, name, options).read();
}

}  // namespace skillmatch::io
