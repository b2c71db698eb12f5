#include "json_document.h"
#include "named_members.h"

#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

void read_number(const JsonNode& node, std::string_view key, bool (*in_range)(double),
                 std::string_view range, double& into) {
  const JsonMember* member = node.find(key);
  if (member == nullptr) return;
  if (JsonNode(node, *member).is_number(in_range, "a " + std::string(key), range)) {
    into = member->value.number;
  }
}

TuningRecord tuning_record(const JsonNode& node) {
  TuningRecord record;
  for (const JsonMember& member : node.value().members) {
    if (member.value.kind == JsonValue::Kind::string) {
      record.facts.emplace_back(member.key, member.value.string);
    } else if (member.value.kind == JsonValue::Kind::number) {
      record.figures.emplace_back(member.key, member.value.number);
    }
  }
  return record;
}

}  // namespace

ModelFile read_model_file(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  if (!node.has_format("model")) problems.throw_if_any();
  node.only({"format", "taxonomy", "weights", "blend", "breadth_floor", "relatedness", "tuning",
             "note", "$schema"});

  ModelFile file;
  if (const JsonMember* member = node.find("tuning")) {
    const JsonNode tuning(node, *member);
    if (tuning.is(JsonValue::Kind::object)) file.tuning = tuning_record(tuning);
  }
  Model& model = file.model;
  model.name = name_of_file(text);
  if (const JsonMember* member = node.find("taxonomy")) {
    const JsonNode fingerprint(node, *member);
    const std::string made_for = fingerprint.text();
    if (!made_for.empty() && made_for != taxonomy.fingerprint()) {
      fingerprint.problem("this model was made for the taxonomy " + in_quotes(made_for) +
                          ", the catalog has " + in_quotes(taxonomy.fingerprint()) +
                          "; use the catalog it was made with");
      problems.throw_if_any();
    }
  }
  read_number(node, "blend", is_fraction, "from 0 to 1", model.blend);
  read_number(node, "breadth_floor", is_weight, "of at least 0", model.breadth_floor);
  read_number(node, "relatedness", is_fraction, "from 0 to 1", model.relatedness);
  if (const JsonMember* member = node.find("weights")) {
    model.weights.assign(taxonomy.size(), 1.0);
    for_each_named<SkillId>(JsonNode(node, *member), {taxonomy}, options,
                            [&](SkillId skill, const JsonNode& value) {
                              if (value.is_number(is_weight, "a weight", "of at least 0")) {
                                model.weights[index(skill)] = value.value().number;
                              }
                            });
  }
  problems.throw_if_any();
  return file;
}

Model read_model(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options) {
  return read_model_file(text, taxonomy, options).model;
}

}  // namespace skillmatch::io
