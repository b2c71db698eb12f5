// The parts of a compiled catalog that are read into values: the taxonomy and the fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

std::string taxonomy_bytes(const Taxonomy& taxonomy);
std::string field_bytes(const std::vector<Field>& fields);

// Both throw std::invalid_argument for bytes that the functions above never make.
Taxonomy taxonomy_of(std::string_view bytes);
std::vector<Field> fields_of(std::string_view bytes, const Taxonomy& taxonomy);

}  // namespace skillmatch::io
