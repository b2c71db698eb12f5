#include "csv_table.h"
#include "json_document.h"
#include "text_lines.h"
#include "words.h"

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/capacities.h>
#include <skillmatch/name_index.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::string_view kPlacesRange = "that is whole, from 0 to 1,000,000,000";

bool is_places(double x) {
  return x >= 0.0 && x <= static_cast<double>(kMostPlaces) && x == std::floor(x);
}

// The companies of a catalog as a file of thousands of lines asks for them: Catalog::find() goes
// through all of them for each name, and for each id of an index.
class CompanyNames {
 public:
  explicit CompanyNames(const Catalog& catalog) : catalog_(catalog) {
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      ids_.emplace(catalog.company_id(static_cast<CompanyId>(c)), static_cast<CompanyId>(c));
    }
  }
  std::optional<CompanyId> find(const std::string& name) {
    if (const auto at = ids_.find(name); at != ids_.end()) return at->second;
    return is_name(name) ? as_id<CompanyId>(names().find(name)) : std::nullopt;
  }
  std::optional<std::string> suggest(std::string_view name) {
    return is_name(name) ? names().nearest(name) : std::nullopt;
  }

 private:
  // Made once something is not an id.
  const NameIndex& names() {
    if (names_) return *names_;
    names_.emplace();
    for (std::size_t c = 0; c < catalog_.size(); ++c) {
      const Company company = catalog_.company(static_cast<CompanyId>(c));
      for (const std::string* name : {&company.id, &company.name.en, &company.name.ko}) {
        if (is_name(*name) && !name->empty()) names_->add(*name, c);
      }
    }
    return *names_;
  }

  const Catalog& catalog_;
  std::unordered_map<std::string, CompanyId> ids_;
  std::optional<NameIndex> names_;
};

class CapacityReader {
 public:
  explicit CapacityReader(const Catalog& catalog) : names_(catalog) {
    result_.places.resize(catalog.size(), 0);
  }

  // What is wrong with this line, or nothing and it is taken.
  std::optional<std::string> add(const std::string& name, std::uint32_t places, std::size_t line) {
    const std::optional<CompanyId> company = names_.find(name);
    if (!company) {
      std::string text = "unknown company " + in_quotes(name);
      // Of a file of another catalog's companies each would take a search through all of this one.
      const auto near = suggestions_++ < 100U ? names_.suggest(name) : std::nullopt;
      return text + (near ? ", did you mean " + in_quotes(*near) + "?"
                          : "; 'skillmatch catalog list companies' shows the known ones");
    }
    const auto [first, is_new] = lines_.try_emplace(index(*company), line);
    if (!is_new) {
      return in_quotes(name) + " is the company of line " + std::to_string(first->second) +
             "; keep one";
    }
    result_.places[index(*company)] = places;
    ++result_.named;
    return std::nullopt;
  }

  Capacities take(const Text& text) {
    if (result_.named == 0) {
      throw InputError(printable(text.name) + ": names no company; write one and its places");
    }
    return std::move(result_);
  }

 private:
  CompanyNames names_;
  Capacities result_;
  std::unordered_map<std::size_t, std::size_t> lines_;  // of each company named
  std::size_t suggestions_ = 0;
};

void read_json(const Text& text, CapacityReader& reader) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  if (!node.has_format("capacities")) problems.throw_if_any();
  node.only({"format", "places", "note", "$schema"});
  if (const JsonMember* member = node.need("places")) {
    const JsonNode places(node, *member);
    if (places.is(JsonValue::Kind::object)) {
      for (const JsonMember& one : places.value().members) {
        const JsonNode company(places, one);
        if (!company.is_number(is_places, "a number of places", kPlacesRange)) continue;
        const auto number = static_cast<std::uint32_t>(one.value.number);
        const auto problem = reader.add(to_nfc(one.key), number, problems.line(one.value.offset));
        if (problem) company.problem(*problem);
      }
    }
  }
  problems.throw_if_any();
}

void read_table(const Text& text, CapacityReader& reader) {
  CsvTable table(text);
  constexpr std::string_view kAdvice = "the first line names company and places";
  const std::size_t company = table.need("company", kAdvice);
  const std::size_t places = table.need("places", kAdvice);
  while (table.next()) {
    std::string_view cell = table[places];
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    const auto number = number_of<std::uint32_t>(cell);
    if (table[company].empty()) {
      table.problem("the company is empty; write its id");
    } else if (!number || *number > kMostPlaces) {
      table.problem(in_quotes(table[places]) + " is not a number of places; write a number " +
                    std::string(kPlacesRange));
    } else if (const auto problem = reader.add(to_nfc(table[company]), *number, table.line())) {
      table.problem(*problem);
    }
  }
}

}  // namespace

Capacities read_capacities(const Text& text, const Catalog& catalog) {
  CapacityReader reader(catalog);
  if (begins_json(text.bytes)) {
    read_json(text, reader);
  } else {
    read_table(text, reader);
  }
  return reader.take(text);
}

}  // namespace skillmatch::io
