#include "company_line.h"

#include "decimal.h"
#include "json_scan.h"

#include <algorithm>
#include <utility>

#include <simdjson.h>

#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMaxTextBytes = 10'000;  // longer ones are a problem

// Calls read(key, value) for every member of an object that begins at `at`, where value is what
// begins behind the colon; read returns where that ends, or nullptr. Keys are without escapes.
template <typename Read>
const char* read_object(const char* at, const char* end, Read read) {
  if (*at != '{') return nullptr;
  at = skip_space(at + 1);
  if (*at == '}') return at + 1;
  for (;;) {
    if (*at != '"') return nullptr;
    const char* const quote = end_of_plain_string(at + 1, end);
    if (quote == nullptr) return nullptr;
    const std::string_view key = between(at + 1, quote);
    at = skip_space(quote + 1);
    if (*at != ':') return nullptr;
    at = read(key, skip_space(at + 1));
    if (at == nullptr) return nullptr;
    at = skip_space(at);
    if (*at == '}') return at + 1;
    if (*at != ',') return nullptr;
    at = skip_space(at + 1);
  }
}

// Members that were there, each at most once.
class Seen {
 public:
  bool first(unsigned member) noexcept {
    return (std::exchange(seen_, seen_ | member) & member) == 0;
  }
  bool has(unsigned members) const noexcept { return (seen_ & members) == members; }

 private:
  unsigned seen_ = 0;
};

}  // namespace

CompanyLine::CompanyLine(const Catalog& catalog)
    : catalog_(catalog),
      skill_names_(NameLookup::Kind::skill, NameLookup::Text::json, catalog.taxonomy(),
                   ReadOptions::Unknown::error),
      attribute_names_(NameLookup::Kind::attribute, NameLookup::Text::json, catalog.taxonomy(),
                       ReadOptions::Unknown::error) {}

bool CompanyLine::read(std::string_view line) {
  if (!simdjson::validate_utf8(line)) return false;
  company_.id.clear();
  company_.name.en.clear();
  company_.name.ko.clear();
  company_.field.reset();
  company_.offers.clear();
  company_.source.clear();
  requirements_.clear();
  const char* const end = line.data() + line.size();
  const char* const at = read_members(skip_space(line.data()), end);
  return at != nullptr && skip_space(at) == end && put_in_order();
}

const char* CompanyLine::read_members(const char* at, const char* end) {
  enum : unsigned { id = 1, name = 2, field = 4, requires_ = 8, offers = 16, source = 32 };
  Seen seen;
  at = read_object(at, end, [&](std::string_view key, const char* value) -> const char* {
    if (key == "id") return seen.first(id) ? read_text(value, end, company_.id) : nullptr;
    if (key == "name") return seen.first(name) ? read_name(value, end) : nullptr;
    if (key == "field") return seen.first(field) ? read_field(value, end) : nullptr;
    if (key == "requires") return seen.first(requires_) ? read_requirements(value, end) : nullptr;
    if (key == "offers") return seen.first(offers) ? read_offers(value, end) : nullptr;
    if (key == "source")
      return seen.first(source) ? read_text(value, end, company_.source) : nullptr;
    return nullptr;
  });
  return seen.has(id | name | requires_) ? at : nullptr;
}

const char* CompanyLine::read_text(const char* at, const char* end, std::string& text) {
  if (*at != '"') return nullptr;
  const char* const quote = end_of_plain_string(at + 1, end);
  if (quote == nullptr) return nullptr;
  const std::string_view raw = between(at + 1, quote);
  if (raw.empty() || raw.size() > kMaxTextBytes) return nullptr;
  if (is_ascii(raw)) {
    text.assign(raw);
  } else {
    text = to_nfc(raw);
  }
  return quote + 1;
}

const char* CompanyLine::read_name(const char* at, const char* end) {
  enum : unsigned { en = 1, ko = 2 };
  Seen seen;
  at = read_object(at, end, [&](std::string_view key, const char* value) -> const char* {
    if (key == "en") return seen.first(en) ? read_text(value, end, company_.name.en) : nullptr;
    if (key == "ko") return seen.first(ko) ? read_text(value, end, company_.name.ko) : nullptr;
    return nullptr;
  });
  return seen.has(en) || seen.has(ko) ? at : nullptr;
}

const char* CompanyLine::read_field(const char* at, const char* end) {
  at = read_text(at, end, text_);
  if (at == nullptr) return nullptr;
  company_.field = catalog_.find_field(text_);
  return company_.field ? at : nullptr;
}

const char* CompanyLine::read_key(const char* at, const char* end, NameLookup& names,
                                  std::uint32_t& number) {
  if (*at != '"') return nullptr;
  const char* const begin = at + 1;
  const char* quote = find_quote(begin, end);
  number = names.spellings().find(between(begin, quote));
  if (number == Spellings::kNone) {
    // No known spelling ends in half an escape, so a quote that was escaped leads here too.
    quote = find_string_end(begin, end);
    number = names.spellings().find(between(begin, quote));
    if (number == Spellings::kNone) number = names.learn(between(begin, quote));
    if (number == Spellings::kNone) return nullptr;
  }
  if (quote == end) return nullptr;
  at = skip_space(quote + 1);
  return *at == ':' ? skip_space(at + 1) : nullptr;
}

const char* CompanyLine::read_requirements(const char* at, const char* end) {
  if (*at != '{') return nullptr;
  at = skip_space(at + 1);
  if (*at == '}') return at + 1;
  for (;;) {
    std::uint32_t skill = 0;
    at = read_key(at, end, skill_names_, skill);
    if (at == nullptr) return nullptr;
    Requirement r{static_cast<SkillId>(skill), 0.0};
    at = *at == '{' ? read_requirement(at, end, r) : read_decimal(at, r.level);
    if (at == nullptr || !is_required_level(r.level)) return nullptr;
    requirements_.push_back(r);
    at = skip_space(at);
    if (*at == '}') return at + 1;
    if (*at != ',') return nullptr;
    at = skip_space(at + 1);
  }
}

const char* CompanyLine::read_requirement(const char* at, const char* end, Requirement& r) {
  enum : unsigned { level = 1, importance = 2, must = 4 };
  Seen seen;
  at = read_object(at, end, [&](std::string_view key, const char* value) -> const char* {
    if (key == "level") return seen.first(level) ? read_decimal(value, r.level) : nullptr;
    if (key == "importance") {
      if (!seen.first(importance)) return nullptr;
      value = read_decimal(value, r.importance);
      return is_importance(r.importance) ? value : nullptr;
    }
    if (key != "must" || !seen.first(must)) return nullptr;
    const std::string_view rest = between(value, end);
    r.must = rest.starts_with("true");
    if (r.must) return value + 4;
    return rest.starts_with("false") ? value + 5 : nullptr;
  });
  return seen.has(level) ? at : nullptr;
}

const char* CompanyLine::read_offers(const char* at, const char* end) {
  if (*at != '{') return nullptr;
  at = skip_space(at + 1);
  if (*at == '}') return at + 1;
  for (;;) {
    std::uint32_t attribute = 0;
    at = read_key(at, end, attribute_names_, attribute);
    if (at == nullptr) return nullptr;
    double level = 0.0;
    at = read_decimal(at, level);
    if (at == nullptr || !is_level(level)) return nullptr;
    company_.offers.push_back({static_cast<AttributeId>(attribute), level});
    at = skip_space(at);
    if (*at == '}') return at + 1;
    if (*at != ',') return nullptr;
    at = skip_space(at + 1);
  }
}

// False where a skill or an attribute is there twice.
bool CompanyLine::put_in_order() {
  auto& offers = company_.offers;
  const auto by_attribute = [](const Offer& a, const Offer& b) {
    return a.attribute < b.attribute;
  };
  std::sort(offers.begin(), offers.end(), by_attribute);
  const auto same_attribute = [](const Offer& a, const Offer& b) {
    return a.attribute == b.attribute;
  };
  if (std::adjacent_find(offers.begin(), offers.end(), same_attribute) != offers.end())
    return false;

  const auto does_not_ascend = [](const Requirement& a, const Requirement& b) {
    return a.skill >= b.skill;
  };
  if (std::adjacent_find(requirements_.begin(), requirements_.end(), does_not_ascend) ==
      requirements_.end()) {
    return true;
  }
  order_.clear();
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    order_.add(static_cast<std::uint32_t>(requirements_[i].skill), static_cast<double>(i));
  }
  if (!order_.order()) return false;
  unordered_.swap(requirements_);
  requirements_.clear();
  for (std::size_t rank = 0; rank < unordered_.size(); ++rank) {
    requirements_.push_back(unordered_[static_cast<std::size_t>(order_.value(rank))]);
  }
  return true;
}

}  // namespace skillmatch::io
