#include "run_fingerprint.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>
#include <new>
#include <string_view>

#define XXH_INLINE_ALL  // nothing to link
#include <xxhash.h>

#include <skillmatch/io/tuning_record.h>
#include <skillmatch/text.h>
#include <skillmatch/version.h>

namespace skillmatch::io {
namespace {

// XXH3 (64 bits) of values one after the other; the buffer makes small ones cheap.
class Hash {
 public:
  Hash() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    XXH3_64bits_reset(state_.get());
  }
  void add(std::string_view text) {
    add_number(text.size());
    if (text.size() > buffer_.size()) {
      flush();
      XXH3_64bits_update(state_.get(), text.data(), text.size());
    } else {
      add_bytes(text.data(), text.size());
    }
  }
  void add_number(std::uint64_t x) { add_bytes(&x, sizeof x); }
  void add_number(double x) { add_bytes(&x, sizeof x); }
  std::uint64_t digest() {
    flush();
    return XXH3_64bits_digest(state_.get());
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  void add_bytes(const void* bytes, std::size_t size) {
    if (used_ + size > buffer_.size()) flush();
    std::memcpy(buffer_.data() + used_, bytes, size);
    used_ += size;
  }
  void flush() {
    XXH3_64bits_update(state_.get(), buffer_.data(), used_);
    used_ = 0;
  }

  std::unique_ptr<XXH3_state_t, Free> state_;
  std::array<char, 4096> buffer_{};
  std::size_t used_ = 0;
};

void add_name(Hash& hash, const Name& name) {
  hash.add(name.en);
  hash.add(name.ko);
}

// With every name: they decide which skill a profile's words mean.
std::uint64_t hash_of(const Taxonomy& taxonomy) {
  Hash hash;
  hash.add(taxonomy.fingerprint());
  for (const Skill& skill : taxonomy.skills()) {
    add_name(hash, skill.name);
    hash.add_number(std::uint64_t{skill.aliases.size()});
    for (const std::string& alias : skill.aliases) hash.add(alias);
  }
  for (const Attribute& attribute : taxonomy.attributes()) {
    hash.add(attribute.id);
    add_name(hash, attribute.name);
    hash.add_number(std::uint64_t{attribute.aliases.size()});
    for (const std::string& alias : attribute.aliases) hash.add(alias);
  }
  return hash.digest();
}

std::uint64_t hash_of(const Catalog& catalog) {
  Hash hash;
  for (const Field& field : catalog.fields()) hash.add(field.id);
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const Company company = catalog.company(id);
    hash.add(company.id);
    hash.add_number(company.field ? std::uint64_t{1} + index(*company.field) : std::uint64_t{0});
    hash.add_number(std::uint64_t{company.offers.size()});
    for (const Offer& offer : company.offers) {
      hash.add_number(std::uint64_t{index(offer.attribute)});
      hash.add_number(offer.level);
    }
    const auto requirements = catalog.requirements(id);
    hash.add_number(std::uint64_t{requirements.size()});
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      const Requirement r = requirements[i];
      hash.add_number(std::uint64_t{index(r.skill)} * 2 + (r.must ? 1 : 0));
      hash.add_number(r.level);
      hash.add_number(r.importance);
    }
  }
  return hash.digest();
}

std::uint64_t hash_of(const Model& model) {
  Hash hash;
  for (const double w : model.weights) hash.add_number(w);
  hash.add_number(model.blend);
  hash.add_number(model.breadth_floor);
  return hash.digest();
}

std::string top_text(std::size_t k) {
  return k == std::numeric_limits<std::size_t>::max() ? "all" : std::to_string(k);
}

std::string_view text_of(BatchFormat format) {
  constexpr std::array<std::string_view, 3> kNames{"jsonl", "csv", "trec"};
  return kNames[static_cast<std::size_t>(format)];
}

const char* yes_no(bool x) { return x ? "given" : "not given"; }

bool is_option(std::string_view name) { return name.starts_with("--"); }

// What may differ between the shards of one job, and what says only how the output is written.
bool is_own(std::string_view name) {
  return name == "--shard" || name == "--rejects" || name == "--format";
}

}  // namespace

std::string hex(std::uint64_t x) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(x));
  return text.data();
}

Fingerprint fingerprint_of(const Scorer& scorer, const ProfileStream& stream,
                           const BatchOptions& options) {
  const Catalog& catalog = scorer.catalog();
  const RankOptions& rank = options.rank;
  return {
      {"skillmatch", build_info().version},
      {"the taxonomy", hex(hash_of(catalog.taxonomy()))},
      {"the catalog", hex(hash_of(catalog))},
      {"the model", hex(hash_of(scorer.model()))},
      // Profiles without an id go by it.
      {"the name of the input", std::filesystem::path(stream.name()).filename().string()},
      {"--input-format", stream.format() == StreamFormat::csv ? "csv" : "jsonl"},
      {"--relatedness", number_text(scorer.model().relatedness)},
      {"--by", options.by == BatchBy::company ? "company" : "profile"},
      {"--top", top_text(rank.k)},
      {"--field", rank.field ? catalog.field(*rank.field).id : "not given"},
      {"--min-score", number_text(rank.min_score)},
      {"--mutual", yes_no(rank.mutual)},
      {"--explain", yes_no(options.explain)},
      {"--unknown-skills", options.unknown == ReadOptions::Unknown::warn ? "warn" : "error"},
      {"--shard", std::to_string(options.shard.number) + "/" + std::to_string(options.shard.count)},
      {"--format", std::string(text_of(options.format))},
      {"--rejects", yes_no(!options.rejects.empty())},
  };
}

std::string difference(const Fingerprint& before, const Fingerprint& now) {
  std::string text;
  for (const auto& part_now : now) {
    const auto& name = part_now.first;
    const auto& value = part_now.second;
    const auto old = std::find_if(before.begin(), before.end(),
                                  [&](const auto& part) { return part.first == name; });
    const std::string old_value = old == before.end() ? "unknown" : old->second;
    if (old_value == value) continue;
    if (!text.empty()) text += "; ";
    const bool shown = is_option(name) || name == "skillmatch" || name == "the name of the input";
    text += shown ? name + " was " + printable(old_value) + " and is " + printable(value)
                  : name + " is another one";
  }
  return text;
}

std::string common_run(const Fingerprint& fingerprint, const std::string& input_hash) {
  Hash hash;
  for (const auto& [name, value] : fingerprint) {
    if (is_own(name)) continue;
    hash.add(name);
    hash.add(value);
  }
  hash.add(input_hash);
  return hex(hash.digest());
}

std::string hash_of(std::string_view bytes) { return hex(XXH3_64bits(bytes.data(), bytes.size())); }

std::string catalog_hash(const Catalog& catalog) { return hex(hash_of(catalog)); }

}  // namespace skillmatch::io
