// The quick way reads each byte about once and takes no memory. simdjson's On-Demand reader, which
// all other JSON goes through, gave 380 MB/s of lines of 25 skills before any of them was looked
// up; this gave 720 with the look-up, in the same busy hour. So it stands in front, and On-Demand
// behind it for all that it does not know.
#include "json_lines.h"

#include "csv_rows.h"
#include "decimal.h"
#include "json_document.h"
#include "json_scan.h"
#include "profile_json.h"

#include <span>
#include <utility>

#include <simdjson.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

constexpr std::size_t kMaxIdBytes = 10'000;

bool is_ascii(std::string_view text) noexcept {
  unsigned char all = 0;
  for (const char c : text) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

}  // namespace

JsonLines::JsonLines(const Taxonomy& taxonomy, ReadOptions::Unknown unknown, std::string stem)
    : taxonomy_(taxonomy),
      near_names_(taxonomy),
      stem_(std::move(stem)),
      skill_names_(NameLookup::Kind::skill, NameLookup::Text::json, taxonomy, unknown),
      attribute_names_(NameLookup::Kind::attribute, NameLookup::Text::json, taxonomy, unknown) {
  options_.unknown = unknown;
}

void JsonLines::parse(const Chunk& chunk, BlockBuilder& block) {
  const std::string_view text = chunk.bytes;
  const bool is_utf8 = simdjson::validate_utf8(text);
  RecordPlace place{chunk.first_line, chunk.first_record};
  for (std::size_t begin = 0; begin < text.size(); ++place.line) {
    const std::size_t feed = text.find('\n', begin);
    const std::size_t end = feed == std::string_view::npos ? text.size() : feed;
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (is_blank(line)) continue;
    const std::string_view original = line;
    if (text.size() - end < kScanReadable) {
      last_lines_.assign(line).append(kScanReadable, '\0');
      line = std::string_view(last_lines_).substr(0, line.size());
    }
    if ((is_utf8 || simdjson::validate_utf8(line)) && read_quickly(line)) {
      if (id_.empty()) {
        id_text_ = stem_ + ":" + std::to_string(place.line);
        id_ = id_text_;
      }
      block.add(place, id_, skills_, skill_names_.count(), wants_, attribute_names_.count());
    } else {
      read_whole(without_line_end(original), place, block);
    }
    ++place.record;
  }
}

bool JsonLines::read_quickly(std::string_view line) {
  id_ = {};
  skills_.clear();
  wants_.clear();
  const char* const end = line.data() + line.size();
  const char* at = skip_space(line.data());
  if (*at != '{') return false;
  at = read_members(at + 1, end);
  if (at == nullptr || skip_space(at) != end) return false;
  if (!skills_.order() || !wants_.order()) return false;
  return skills_.size() > 0 && skills_.number(0) < skill_names_.count();
}

// From behind the '{' to behind its '}', or nullptr.
const char* JsonLines::read_members(const char* at, const char* end) {
  enum : unsigned { id = 1, skills = 2, wants = 4, format = 8, note = 16, schema = 32 };
  unsigned seen = 0;
  // Whether it is the first of its name.
  const auto first = [&](unsigned member) {
    const bool is_first = (seen & member) == 0;
    seen |= member;
    return is_first;
  };
  for (;;) {
    at = skip_space(at);
    if (*at != '"') return nullptr;
    const char* const quote = find_quote(at + 1, end);
    const std::string_view key = between(at + 1, quote);
    if (quote == end) return nullptr;
    at = skip_space(quote + 1);
    if (*at != ':') return nullptr;
    at = skip_space(at + 1);
    if (key == "skills") {
      if (!first(skills)) return nullptr;
      at = read_named<is_level>(at, end, skill_names_, skills_);
    } else if (key == "id") {
      if (!first(id)) return nullptr;
      at = read_id(at, end);
    } else if (key == "wants") {
      if (!first(wants)) return nullptr;
      at = read_named<is_importance>(at, end, attribute_names_, wants_);
    } else if (key == "format") {
      constexpr std::string_view kProfileFormat = "\"skillmatch/profile@1\"";
      if (!first(format) || !between(at, end).starts_with(kProfileFormat)) return nullptr;
      at += kProfileFormat.size();
    } else if (key == "note" || key == "$schema") {
      if (!first(key == "note" ? note : schema) || *at != '"') return nullptr;
      at = end_of_plain_string(at + 1, end);
      if (at != nullptr) ++at;
    } else {
      return nullptr;
    }
    if (at == nullptr) return nullptr;
    at = skip_space(at);
    if (*at == '}') return (seen & skills) != 0 ? at + 1 : nullptr;
    if (*at != ',') return nullptr;
    ++at;
  }
}

const char* JsonLines::read_id(const char* at, const char* end) {
  if (*at != '"') return nullptr;
  const char* const quote = end_of_plain_string(at + 1, end);
  if (quote == nullptr) return nullptr;
  id_ = between(at + 1, quote);
  if (id_.empty() || id_.size() > kMaxIdBytes) return nullptr;
  if (!is_ascii(id_)) {
    id_text_ = to_nfc(id_);
    id_ = id_text_;
  }
  return quote + 1;
}

template <bool (*kInRange)(double)>
const char* JsonLines::read_named(const char* at, const char* end, NameLookup& names,
                                  Numbered& values) {
  if (*at != '{') return nullptr;
  at = skip_space(at + 1);
  if (*at == '}') return at + 1;
  const Spellings& spellings = names.spellings();
  pending_count_ = 0;
  for (;;) {
    if (*at != '"') return nullptr;
    const char* const begin = at + 1;
    const char* quote = find_quote(begin, end);
    if (quote[-1] == '\\') quote = find_string_end(begin, end);
    if (quote == end) return nullptr;
    Pending& pending = pending_[pending_count_++];
    pending.name = between(begin, quote);
    pending.hash = Spellings::hash(pending.name);
    spellings.prefetch(pending.hash);
    at = quote + 1;
    if (*at != ':') at = skip_space(at);
    if (*at != ':') return nullptr;
    ++at;
    if (*at == ' ') at = skip_space(at);
    at = read_decimal(at, pending.value);
    if (at == nullptr || !kInRange(pending.value)) return nullptr;
    if (pending_count_ == pending_.size() && !find_pending(names, values)) return nullptr;
    if (*at != ',') at = skip_space(at);
    if (*at != ',') break;
    ++at;
    if (*at != '"') at = skip_space(at);
  }
  if (*at != '}' || !find_pending(names, values)) return nullptr;
  return at + 1;
}

// False if there is a name that means nothing.
bool JsonLines::find_pending(NameLookup& names, Numbered& values) {
  const std::span<const Pending> all = std::span(pending_).first(pending_count_);
  pending_count_ = 0;
  for (const Pending& pending : all) names.spellings().prefetch_entry(pending.hash);
  for (const Pending& pending : all) {
    std::uint32_t number = names.spellings().find(pending.name, pending.hash);
    if (number == Spellings::kNone) number = names.learn(pending.name);
    if (number == Spellings::kNone) return false;
    values.add(number, pending.value);
  }
  return true;
}

void JsonLines::read_whole(std::string_view line, RecordPlace place, BlockBuilder& block) {
  const Text text{stem_, std::string(line)};
  Problems problems(text, place.line);
  try {
    const JsonDocument document = parse_json(text, problems);
    const auto profile =
        profile_from(JsonNode(document.root, problems), stem_ + ":" + std::to_string(place.line),
                     FormatMember::optional, taxonomy_, options_, &near_names_);
    problems.throw_if_any();
    block.add(place, *profile);
  } catch (const InputError& e) {
    block.reject(place, joined(e.problems()), line);
  }
}

}  // namespace skillmatch::io
