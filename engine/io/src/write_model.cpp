#include <nlohmann/json.hpp>

#include <skillmatch/io/write.h>

namespace skillmatch::io {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void write_model(std::ostream& out, const Model& model, const Taxonomy& taxonomy,
                 const TuningRecord* tuning) {
  Json json{{"format", "skillmatch/model@1"},
            {"taxonomy", taxonomy.fingerprint()},
            {"blend", model.blend},
            {"breadth_floor", model.breadth_floor},
            {"relatedness", model.relatedness}};
  Json& weights = json["weights"] = Json::object();
  for (std::size_t s = 0; s < model.weights.size(); ++s) {
    if (model.weights[s] == 1.0) continue;  // what is left out has weight 1
    weights[taxonomy.skill(static_cast<SkillId>(s)).id] = model.weights[s];
  }
  if (tuning != nullptr) {
    Json& record = json["tuning"] = Json::object();
    for (const auto& [key, value] : tuning->facts) record[key] = value;
    for (const auto& [key, value] : tuning->figures) record[key] = value;
  }
  out << json.dump(2) << '\n';
}

}  // namespace skillmatch::io
