// simdjson's On-Demand reader builds the tree. It is the one parser of every JSON file, and it also
// tells where each value stands; engine/README.md has the measurement that chose it.
#include "byte_order_mark.h"
#include "json_document.h"
#include "json_syntax.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <memory_resource>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include <simdjson.h>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;
namespace ondemand = simdjson::ondemand;

// Builds the tree, value by value. simdjson's errors leave it as simdjson_error, with the way to
// the value at which it stopped in pointer().
class Builder {
 public:
  Builder(const char* begin, std::pmr::memory_resource& memory, Problems& problems)
      : begin_(begin), memory_(memory), problems_(problems) {}

  JsonValue build(ondemand::document& document) {
    JsonValue root = value(document);
    // Behind the end there is no location.
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
      throw simdjson::simdjson_error(simdjson::TAPE_ERROR);
    }
    return root;
  }

  std::string pointer() const {
    std::string result;
    for (const Step& step : way_) {
      result += "/" + (step.in_object ? pointer_part(step.key) : std::to_string(step.item));
    }
    return result;
  }
  // Of the value begun last.
  std::size_t offset() const { return offset_; }

 private:
  struct Step {
    bool in_object;
    std::string_view key;
    std::size_t item;
  };

  std::uint32_t offset_of(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }

  template <typename Source>
  JsonValue value(Source& source) {
    JsonValue result;
    const std::string_view token = source.raw_json_token();
    offset_ = offset_of(token.data());
    result.offset = offset_;
    const ondemand::json_type type = source.type();
    switch (type) {
      case ondemand::json_type::object:
        result.kind = Kind::object;
        check_depth();
        result.members = members(source.get_object());
        break;
      case ondemand::json_type::array:
        result.kind = Kind::array;
        check_depth();
        result.items = items(source.get_array());
        break;
      case ondemand::json_type::number:
        read_number(source, token, result);
        break;
      case ondemand::json_type::string:
        result.kind = Kind::string;
        result.string = source.get_string();
        break;
      case ondemand::json_type::boolean:
        result.kind = Kind::boolean;
        result.boolean = source.get_bool();
        break;
      case ondemand::json_type::null:
        if (!source.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
        break;
    }
    return result;
  }

  // A number that no double holds is one problem of the file, not its end.
  template <typename Source>
  void read_number(Source& source, std::string_view token, JsonValue& result) {
    result.kind = Kind::number;
    const simdjson::error_code error = source.get_double().get(result.number);
    token = token.substr(0, token.find_first_of(" \t\r\n"));
    if (error == simdjson::SUCCESS) {
      // simdjson 3.0 takes 0.90010930505007750093 for 0.16: behind "0." it counts one digit too few
      // and lets 64 bits overflow.
      constexpr std::size_t kMostDigits = 19;  // of 64 bits
      if (token.size() > kMostDigits) {
        std::from_chars(token.data(), token.data() + token.size(), result.number);
      }
      result.number += 0.0;  // -0 is 0
      return;
    }
    if (!is_json_number(token)) throw simdjson::simdjson_error(error);
    problems_.add(result.offset, pointer(),
                  fit_width(printable(token), 40) +
                      " is out of range; write a number between -1.8e308 and 1.8e308");
    result.kind = Kind::refused;
  }

  std::span<const JsonMember> members(ondemand::object object) {
    const std::size_t begin = open_members_.size();
    for (auto field : object) {
      const std::uint32_t key_offset = offset_of(field.key().raw()) - 1;  // its quote
      way_.push_back({true, field.unescaped_key(), 0});
      ondemand::value source = field.value();
      JsonValue read = value(source);
      read.offset = key_offset;
      open_members_.push_back({way_.back().key, read});
      way_.pop_back();
    }
    drop_duplicates(begin);
    return keep(open_members_, begin);
  }

  std::span<const JsonValue> items(ondemand::array array) {
    const std::size_t begin = open_items_.size();
    for (auto item : array) {
      way_.push_back({false, {}, open_items_.size() - begin});
      ondemand::value source = item.value();
      open_items_.push_back(value(source));
      way_.pop_back();
    }
    return keep(open_items_, begin);
  }

  // The children of all open values wait in one vector each and move to the document's memory as
  // their parent closes, by when their number is known.
  template <typename Child>
  std::span<const Child> keep(std::vector<Child>& open, std::size_t begin) {
    static_assert(std::is_trivially_destructible_v<Child>);  // the memory is freed as a whole
    const std::size_t count = open.size() - begin;
    if (count == 0) return {};
    auto* kept = static_cast<Child*>(memory_.allocate(count * sizeof(Child), alignof(Child)));
    std::uninitialized_copy_n(open.begin() + static_cast<std::ptrdiff_t>(begin), count, kept);
    open.resize(begin);
    return {kept, count};
  }

  void check_depth() const {
    if (way_.size() < kMaxDepth) return;
    problems_.add(
        offset_, "",
        "nested deeper than " + std::to_string(kMaxDepth) + " levels, the most that is read");
    problems_.throw_if_any();
  }

  // Among the open members from `begin` on.
  void drop_duplicates(std::size_t begin) {
    const std::span<JsonMember> members = std::span(open_members_).subspan(begin);
    if (members.size() < 2 || (members.size() == 2 && members[0].key != members[1].key)) return;
    std::unordered_map<std::string_view, std::uint32_t> first;
    first.reserve(members.size());
    std::size_t kept = 0;
    for (const JsonMember& member : members) {
      const auto [at, added] = first.try_emplace(member.key, member.value.offset);
      if (added) {
        members[kept++] = member;
        continue;
      }
      problems_.add(member.value.offset, pointer() + "/" + pointer_part(member.key),
                    "given twice, first on line " + std::to_string(problems_.line(at->second)) +
                        "; keep one");
    }
    open_members_.resize(begin + kept);
  }

  const char* begin_;
  std::pmr::memory_resource& memory_;
  Problems& problems_;
  std::vector<Step> way_;  // from the root to the value being read
  std::vector<JsonMember> open_members_;
  std::vector<JsonValue> open_items_;
  std::uint32_t offset_ = 0;
};

void refuse_invalid_utf8(const Text& text, Problems& problems) {
  if (const auto at = find_invalid_utf8(text.bytes)) {
    problems.add(*at, "",
                 "byte " + std::to_string(*at) + " is not valid UTF-8; save the file as UTF-8");
    problems.throw_if_any();
  }
}

// Why the text was refused, which simdjson tells in a code and no place.
[[noreturn]] void fail(const Text& text, const Builder& builder, Problems& problems) {
  refuse_invalid_utf8(text, problems);
  const auto error = find_syntax_error(text.bytes, problems.of_line());
  problems.add(error ? error->offset : builder.offset(), error ? "" : builder.pointer(),
               "not JSON" + (error ? ": " + error->problem : ""));
  problems.throw_if_any();
  std::abort();  // there is a problem
}

}  // namespace

// What the values show: the parser has the keys and strings without their escapes, the memory the
// members and items.
struct JsonDocument::Storage {
  simdjson::padded_string padded;
  ondemand::parser parser;
  std::pmr::monotonic_buffer_resource memory;
};

JsonDocument::JsonDocument(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonDocument parse_json(const Text& text, Problems& problems) {
  if (text.bytes.size() > kMaxFileBytes) {  // offsets are 32 bits wide
    throw InputError(printable(text.name) + ": larger than " +
                     std::to_string(kMaxFileBytes >> 20U) + " MiB, the most that is read at once");
  }
  // No JSON text has a zero byte, and too many tools around it would end the text there.
  if (const std::size_t at = text.bytes.find('\0'); at != std::string::npos) {
    refuse_invalid_utf8(text, problems);  // UTF-16, most likely
    problems.add(at, "", "byte " + std::to_string(at) + " is zero; save the file as UTF-8 text");
    problems.throw_if_any();
  }
  JsonDocument result(std::make_unique<JsonDocument::Storage>());
  auto& [padded, parser, memory] = *result.storage_;
  padded = simdjson::padded_string(text.bytes);
  const std::size_t skipped = text.bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  Builder builder(padded.data(), memory, problems);
  try {
    ondemand::document document =
        parser.iterate(padded.data() + skipped, padded.size() - skipped,
                       padded.size() - skipped + simdjson::SIMDJSON_PADDING);
    result.root = builder.build(document);
  } catch (const simdjson::simdjson_error& error) {
    if (error.error() == simdjson::MEMALLOC) throw std::bad_alloc();
    fail(text, builder, problems);
  }
  return result;
}

}  // namespace skillmatch::io
