#include "candidate_line.h"

#include "json_document.h"

#include <cmath>
#include <limits>

#include <skillmatch/error.h>
#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

// Whatever is not as it must be ends the reading: the caller knows the place.
struct NoSuchLine {};

const JsonValue* find(const JsonValue& object, std::string_view key) {
  if (object.kind != Kind::object) throw NoSuchLine();
  for (const JsonMember& member : object.members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

const JsonValue& need(const JsonValue& object, std::string_view key, Kind kind) {
  const JsonValue* value = find(object, key);
  if (value == nullptr || value->kind != kind) throw NoSuchLine();
  return *value;
}

std::uint64_t whole(const JsonValue& value, std::uint64_t least) {
  const double x = value.number;
  if (value.kind != Kind::number || !(x >= static_cast<double>(least) && x <= 0x1p53) ||
      std::floor(x) != x) {
    throw NoSuchLine();
  }
  return static_cast<std::uint64_t>(x);
}

double fraction(const JsonValue& value) {
  if (value.kind != Kind::number || !is_fraction(value.number)) throw NoSuchLine();
  return value.number;
}

RankedCandidate candidate_of(const JsonValue& value) {
  RankedCandidate candidate{};
  candidate.record = whole(need(value, "record", Kind::number), 1) - 1;
  candidate.profile = need(value, "profile", Kind::string).string;
  Score& score = candidate.score;
  score.score = fraction(need(value, "score", Kind::number));
  score.cosine = fraction(need(value, "cosine", Kind::number));
  score.coverage = fraction(need(value, "coverage", Kind::number));
  const auto gate = gate_of_id(need(value, "gate", Kind::string).string);
  if (!gate) throw NoSuchLine();
  score.gate = *gate;
  if (const JsonValue* mutual = find(value, "mutual")) score.mutual = fraction(*mutual);
  return candidate;
}

CandidateLine line_of(const JsonValue& root) {
  CandidateLine line;
  line.company = need(root, "company", Kind::string).string;
  const JsonValue* top = find(root, "top");
  if (top == nullptr) throw NoSuchLine();
  line.head.top = top->kind == Kind::null ? std::numeric_limits<std::size_t>::max()
                                          : static_cast<std::size_t>(whole(*top, 0));
  line.head.run = need(root, "run", Kind::string).string;
  if (const JsonValue* shard = find(root, "shard")) {
    if (shard->kind != Kind::array || shard->items.size() != 2) throw NoSuchLine();
    line.head.shard.number = whole(shard->items[0], 1);
    line.head.shard.count = whole(shard->items[1], line.head.shard.number);
  }
  for (const JsonValue& item : need(root, "results", Kind::array).items) {
    line.candidates.push_back(candidate_of(item));
    const auto& all = line.candidates;
    if (all.size() > 1 && !candidate_ranks_before(all[all.size() - 2], all.back()))
      throw NoSuchLine();
  }
  if (line.candidates.size() > line.head.top) throw NoSuchLine();
  if (const JsonValue* reason = find(root, "not_ranked")) {
    if (reason->kind != Kind::string) throw NoSuchLine();
    line.not_ranked = std::string(reason->string);
  }
  return line;
}

// What `read` makes of the line's JSON, or nothing.
template <typename Read>
auto from_json(const std::string& line, const Read& read) -> std::optional<decltype(read({}))> {
  const Text text{"line", line};
  Problems problems(text);
  try {
    const JsonDocument document = parse_json(text, problems);
    if (problems.any()) return std::nullopt;
    return read(document.root);
  } catch (const InputError&) {
    return std::nullopt;
  } catch (const NoSuchLine&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<CandidateLine> parse_candidate_line(const std::string& line) {
  return from_json(line, [](const JsonValue& root) { return line_of(root); });
}

std::optional<std::uint64_t> record_of_line(const std::string& line) {
  return from_json(
      line, [](const JsonValue& root) { return whole(need(root, "record", Kind::number), 1); });
}

}  // namespace skillmatch::io
