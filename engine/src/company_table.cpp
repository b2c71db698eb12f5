#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <skillmatch/company_table.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

// A record is the lengths of id, English and Korean name, the number of the source + 1, of the
// field + 1 (0 for none) and the count of offers, each a varint (7 bits a byte, the lowest first),
// then the three texts, then of each offer the attribute as a varint and the level as a double.
void put_number(Array<char>& bytes, std::uint64_t x) {
  for (; x >= 0x80; x >>= 7U) bytes.push_back(static_cast<char>((x & 0x7FU) | 0x80U));
  bytes.push_back(static_cast<char>(x));
}

// Reads a record; past its end, or at a number longer than any that is written, is_good turns false
// and everything reads as 0.
class RecordReader {
 public:
  explicit RecordReader(std::string_view record) : rest_(record) {}

  std::uint64_t number() noexcept {
    std::uint64_t x = 0;
    for (unsigned shift = 0; shift < 63 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      x |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return x;
    }
    is_good_ = false;
    return 0;
  }
  std::string_view text(std::uint64_t length) noexcept {
    if (length > rest_.size()) {
      is_good_ = false;
      return {};
    }
    const std::string_view text = rest_.substr(0, static_cast<std::size_t>(length));
    rest_.remove_prefix(text.size());
    return text;
  }
  double level() noexcept {
    const std::string_view bytes = text(sizeof(double));
    double x = 0.0;
    if (is_good_) std::memcpy(&x, bytes.data(), sizeof(x));
    return x;
  }
  bool is_good() const noexcept { return is_good_; }
  bool is_at_end() const noexcept { return is_good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool is_good_ = true;
};

struct Head {
  std::uint64_t id;
  std::uint64_t en;
  std::uint64_t ko;
  std::uint64_t source;
  std::uint64_t field;
  std::uint64_t offers;
};

Head head_of(RecordReader& reader) noexcept {
  Head head{};
  for (std::uint64_t* x : {&head.id, &head.en, &head.ko, &head.source, &head.field, &head.offers}) {
    *x = reader.number();
  }
  return head;
}

// With the reader behind the texts.
std::vector<Offer> offers_of(RecordReader& reader, const Head& head) {
  std::vector<Offer> offers;
  for (std::uint64_t i = 0; i < head.offers; ++i) {
    const auto attribute = static_cast<AttributeId>(reader.number());
    offers.push_back({attribute, reader.level()});
  }
  return offers;
}

std::string_view record(const CompanyTable& table, std::size_t number) noexcept {
  const auto begin = static_cast<std::size_t>(table.begins()[number]);
  const auto end = static_cast<std::size_t>(table.begins()[number + 1]);
  return {table.bytes().data() + begin, end - begin};
}

}  // namespace

CompanyTable::CompanyTable(Parts parts)
    : begins_(std::move(parts.begins)),
      bytes_(std::move(parts.bytes)),
      source_begins_(std::move(parts.source_begins)),
      source_bytes_(std::move(parts.source_bytes)) {}

std::string_view CompanyTable::source(std::size_t number) const noexcept {
  const auto begin = static_cast<std::size_t>(source_begins_[number]);
  const auto end = static_cast<std::size_t>(source_begins_[number + 1]);
  return {source_bytes_.data() + begin, end - begin};
}

// The number of `source`, as a new one where it is none yet.
std::size_t CompanyTable::source_number(std::string_view source) {
  if (last_source_ < sources() && this->source(last_source_) == source) return last_source_;
  const auto slot_of = [&](std::string_view text) -> std::uint32_t& {
    std::size_t at = XXH3_64bits(text.data(), text.size());
    for (;; ++at) {
      std::uint32_t& slot = source_slots_[at & (source_slots_.size() - 1)];
      if (slot == 0 || this->source(slot - 1) == text) return slot;
    }
  };
  if (source_slots_.size() < 2 * (sources() + 1)) {
    source_slots_.assign(std::max<std::size_t>(16, 2 * source_slots_.size()), 0);
    for (std::size_t i = 0; i < sources(); ++i) {
      slot_of(this->source(i)) = static_cast<std::uint32_t>(i + 1);
    }
  }
  std::uint32_t& slot = slot_of(source);
  if (slot == 0) {
    source_bytes_.append(source);
    source_begins_.push_back(source_bytes_.size());
    slot = static_cast<std::uint32_t>(sources());
  }
  last_source_ = slot - 1;
  return last_source_;
}

void CompanyTable::add(const Company& company) {
  const std::size_t source = company.source.empty() ? 0 : source_number(company.source) + 1;
  for (const std::size_t x :
       {company.id.size(), company.name.en.size(), company.name.ko.size(), source,
        company.field ? index(*company.field) + 1 : 0, company.offers.size()}) {
    put_number(bytes_, x);
  }
  for (const std::string* text : {&company.id, &company.name.en, &company.name.ko}) {
    bytes_.append(std::span(text->data(), text->size()));
  }
  for (const Offer& offer : company.offers) {
    put_number(bytes_, index(offer.attribute));
    std::array<char, sizeof(double)> level{};
    std::memcpy(level.data(), &offer.level, sizeof(double));
    bytes_.append(level);
  }
  begins_.push_back(bytes_.size());
}

Company CompanyTable::company(std::size_t number) const {
  RecordReader reader(record(*this, number));
  const Head head = head_of(reader);
  Company company;
  company.id = reader.text(head.id);
  company.name.en = reader.text(head.en);
  company.name.ko = reader.text(head.ko);
  if (head.source != 0) company.source = source(static_cast<std::size_t>(head.source - 1));
  if (head.field != 0) company.field = static_cast<FieldId>(head.field - 1);
  company.offers = offers_of(reader, head);
  return company;
}

bool CompanyTable::has_offers(std::size_t number) const noexcept {
  RecordReader reader(record(*this, number));
  return head_of(reader).offers != 0;
}

std::vector<Offer> CompanyTable::offers(std::size_t number) const {
  RecordReader reader(record(*this, number));
  const Head head = head_of(reader);
  for (const std::uint64_t length : {head.id, head.en, head.ko}) reader.text(length);
  return offers_of(reader, head);
}

std::string_view CompanyTable::id(std::size_t number) const noexcept {
  RecordReader reader(record(*this, number));
  return reader.text(head_of(reader).id);
}

std::optional<FieldId> CompanyTable::field(std::size_t number) const noexcept {
  RecordReader reader(record(*this, number));
  const std::uint64_t field = head_of(reader).field;
  return field == 0 ? std::nullopt : std::optional(static_cast<FieldId>(field - 1));
}

bool CompanyTable::check(std::size_t number, std::size_t fields,
                         std::size_t attributes) const noexcept {
  RecordReader reader(record(*this, number));
  const Head head = head_of(reader);
  if (head.id == 0 || head.source > sources() || head.field > fields) return false;
  for (const std::uint64_t length : {head.id, head.en, head.ko}) {
    if (find_invalid_utf8(reader.text(length))) return false;
  }
  std::uint64_t least = 0;
  for (std::uint64_t i = 0; i < head.offers && reader.is_good(); ++i) {
    const std::uint64_t attribute = reader.number();
    if (attribute < least || attribute >= attributes || !is_level(reader.level())) return false;
    least = attribute + 1;
  }
  return reader.is_at_end();
}

bool CompanyTable::check_source(std::size_t number) const noexcept {
  return !source(number).empty() && !find_invalid_utf8(source(number));
}

}  // namespace skillmatch
