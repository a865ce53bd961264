#pragma once

#include <string>

#include "workflows/rehearsal/rehearsal.h"

namespace norma::workflows {

/// One step as one line of JSON, without the end of the line.
///
///     line     = {"time": RFC 3339, "session": id, "event": name or null, "accepted": whether a transition took it,
///                 "configuration": [atomic state.. in document order], "running": bool, "data": {variable: value..},
///                 "effects": [effect..], "incidents": [incident..], "log": [{"label": text, "text": text}..]}
///     effect   = {"kind": "send", "event", "target", "type", "sendid", "data"} | {"kind": "delay", "number", "due"}
///              | {"kind": "cancel", "number"} | {"kind": "invoke", "invokeid", "type", "src", "data"}
///              | {"kind": "uninvoke", "invokeid"} | {"kind": "forward", "invokeid", "event"}
///     incident = {"event", "element", "line", "column", "reason"}
///
/// Values of variables and data are tagged JSON (engine/statechart/session.h), null where there are none. For example:
/// {"time":"2026-01-01T00:00:00.000000Z","session":"root","event":"t","accepted":true,"configuration":["b"],
///  "running":true,"data":{},"effects":[],"incidents":[],"log":[]}
[[nodiscard]] std::string step_line(const RehearsedStep& taken);

}  // namespace norma::workflows
