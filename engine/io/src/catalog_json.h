// What a catalog in one JSON text and one in JSON Lines share.
#pragma once

#include "json_document.h"

#include <functional>
#include <string>

#include <skillmatch/catalog.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {

// Reads the taxonomy file that a catalog names.
using LoadTaxonomy = std::function<Taxonomy(const std::string&)>;
// Of a catalog in a file: beside it.
Taxonomy named_taxonomy(const std::string& name, const ReadOptions& options);

// A catalog with its taxonomy and fields, yet without companies, and how to read them.
struct CatalogHead {
  Catalog catalog;
  ReadOptions options;
  bool fields_are_listed;  // else each new name is a new field
};
CatalogHead read_catalog_head(const JsonNode& root, const ReadOptions& options,
                              const LoadTaxonomy& load);

// A catalog, or a taxonomy as a catalog without companies.
SkillsFile read_catalog_or_taxonomy(const Text& text, const ReadOptions& options);

// Reads one company into the catalog, if there are no problems with it. `new_id` reads the node of
// its id, or makes a problem of one that was given before and returns "".
using NewId = std::function<std::string(const JsonNode&)>;
void read_company(const JsonNode& item, const NewId& new_id, CatalogHead& head);

}  // namespace skillmatch::io
