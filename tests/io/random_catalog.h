// Catalogs with everything that a catalog can have, in any combination.
#pragma once

#include "support/random_data.h"

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch::io {

// Text of any characters, those that JSON and terminals treat specially among them; never empty.
inline std::string random_text(draw::Random& random) {
  static const std::vector<std::string> kParts{"a",
                                               "Z",
                                               "7",
                                               " ",
                                               "\"",
                                               "\\",
                                               "/",
                                               "~",
                                               "한",
                                               "é",
                                               "\t",
                                               "\n",
                                               "\x01",
                                               "\x7f",
                                               "🙂",
                                               "\xE2\x80\xAE",
                                               "'",
                                               "<b>",
                                               "\xE2\x80\x8B",
                                               "﷽",
                                               "{",
                                               ":",
                                               ",",
                                               std::string("\0", 1)};
  std::string text = "x";
  for (std::size_t i = random.below(8); i > 0; --i) text += kParts[random.below(kParts.size())];
  return text;
}

inline Name random_name(draw::Random& random, const std::string& unique) {
  Name name;
  if (random.chance(0.7)) name.en = random_text(random) + unique + "e";
  if (name.en.empty() || random.chance(0.5)) name.ko = random_text(random) + unique + "k";
  return name;
}

// A double in (0, most]: a round one, one with all its digits, or one of the least there are.
inline double random_number(draw::Random& random, double most) {
  switch (random.below(4)) {
    case 0:
      return most;
    case 1:
      return random.of_64ths(64) * most;
    case 2:
      return most * random.log_between(0x1p-1074, 1.0) + std::numeric_limits<double>::denorm_min();
    default:
      return most * (1.0 - random.unit());
  }
}

inline Taxonomy random_taxonomy(draw::Random& random) {
  Taxonomy taxonomy;
  std::vector<std::string> groups;
  for (std::size_t i = random.below(3); i > 0; --i) {
    groups.push_back(random_text(random) + "g" + std::to_string(i));
    taxonomy.add_group({groups.back(), random_name(random, "")});
  }
  const std::size_t concepts = random.below(4);
  for (std::size_t i = 0; i < concepts; ++i) {
    taxonomy.add_concept({random_text(random) + "c" + std::to_string(i), random_name(random, "")});
  }
  for (std::size_t i = 0; i < 1 + random.below(20); ++i) {
    const std::string unique = std::to_string(i) + "s";
    Skill skill{random_text(random) + unique, random_name(random, unique), {}, "", {}};
    for (std::size_t a = random.below(3); a > 0; --a) {
      skill.aliases.push_back(random_text(random) + unique + "a" + std::to_string(a));
    }
    if (!groups.empty() && random.chance(0.5)) skill.group = groups[random.below(groups.size())];
    for (std::size_t c = 0; c < concepts; ++c) {
      if (random.chance(0.4)) skill.broader.push_back(static_cast<ConceptId>(c));
    }
    taxonomy.add_skill(std::move(skill));
  }
  for (std::size_t i = random.below(4); i > 0; --i) {
    const std::string unique = std::to_string(i) + "t";
    taxonomy.add_attribute({random_text(random) + unique, random_name(random, unique), {}});
  }
  return taxonomy;
}

inline Catalog random_catalog(draw::Random& random) {
  Catalog catalog(random_taxonomy(random));
  const std::size_t skills = catalog.taxonomy().size();
  const std::size_t attributes = catalog.taxonomy().attributes().size();
  const std::size_t fields = random.below(3);
  for (std::size_t i = 0; i < fields; ++i) {
    Field field{random_text(random) + "f" + std::to_string(i), random_name(random, ""), "", {}};
    if (random.chance(0.5)) field.competition = random.chance(0.5) ? "crowded" : "niche";
    for (std::size_t m = random.below(3); m > 0; --m) {
      field.methods.push_back(static_cast<SkillId>(random.below(skills)));
    }
    catalog.add_field(std::move(field));
  }
  const std::size_t companies = 1 + random.below(6);
  for (std::size_t i = 0; i < companies; ++i) {
    Company company;
    company.id = random_text(random) + "k" + std::to_string(i);
    company.name = random_name(random, "");
    if (fields > 0 && random.chance(0.7))
      company.field = static_cast<FieldId>(random.below(fields));
    if (random.chance(0.5)) company.source = random_text(random);
    for (std::size_t a = 0; a < attributes; ++a) {
      const auto attribute = static_cast<AttributeId>(a);
      if (random.chance(0.2))
        company.offers.push_back({attribute, 0.0});
      else if (random.chance(0.5))
        company.offers.push_back({attribute, random_number(random, 5.0)});
    }
    std::vector<Requirement> requirements;
    for (std::size_t s = 0; s < skills; ++s) {
      if (random.chance(0.5)) continue;
      requirements.push_back({static_cast<SkillId>(s), random_number(random, 5.0),
                              random_number(random, 1.0), random.chance(0.3)});
    }
    catalog.add(std::move(company), std::move(requirements));
  }
  return catalog;
}

}  // namespace skillmatch::io
