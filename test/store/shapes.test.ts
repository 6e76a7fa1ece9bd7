import { join } from "node:path";
import { expect, it } from "vitest";
import { Config } from "../../src/model/config.js";
import { ENTRY_SCHEMAS } from "../../src/model/file.js";
import { shapeOf } from "../../src/model/shape.js";
import { ROOT } from "../support/run.js";

it("src/store/shapes.json is what the schemas say", async () => {
  const shapes = {
    agent: shapeOf(ENTRY_SCHEMAS.agent),
    document: shapeOf(ENTRY_SCHEMAS.document),
    claim: shapeOf(ENTRY_SCHEMAS.claim),
    config: shapeOf(Config),
  };
  const file = join(ROOT, "src/store/shapes.json");
  await expect(`${JSON.stringify(shapes, null, 1)}\n`).toMatchFileSnapshot(file);
});
