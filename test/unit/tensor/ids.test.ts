import { describe, expect, it } from "vitest";
import type { TensorHandle, TensorId } from "../../../lib/addon.js";
import { InputError, TorchError } from "../../../lib/errors.js";
import { engine } from "../../../lib/native.js";
import { idMark, OWNED } from "../../../lib/tensor/call-marks.js";
import { memoryStats, tensor, torch } from "../../../lib/tensor/index.js";
import { native } from "../../../lib/tensor/native-call.js";
import { collected, collectGarbage } from "../../support/collected.js";

type Act = (owner: object | null, marks: number, ...args: unknown[]) => unknown;

function operator(name: string, overload = ""): Act {
  const number = engine().operator(`aten::${name}`, overload);
  return (owner, marks, ...args) => engine().call(number, owner, marks, ...args);
}

/** Calls in which the first argument is given by its id. */
const call = (act: Act, ...args: unknown[]) => native(() => act(null, idMark(0), ...args));

const { handle } = tensor([1]);

/** The id of so large a tensor that the next operator sweeps, after its owner was collected; of equal values. */
function orphan(value: number): TensorId {
  const id = operator("full")({}, OWNED, [2 ** 23], value) as TensorId;
  collectGarbage();
  return id;
}

const firstValue = (id: unknown) =>
  operator("item")(null, 0, call(operator("select", "int"), id, 0, 0));

describe("a tensor known by its id", () => {
  it("is found before the operator sweeps, and not any more after that", () => {
    const id = orphan(5);
    const { sweeps } = memoryStats();
    expect(firstValue(id)).toBe(5);
    expect(memoryStats().sweeps).toBeGreaterThan(sweeps);
    expect(() => firstValue(id)).toThrow(`select.self: expected a tensor but received ${id}`);
  });

  it("is found before backward sweeps", () => {
    const leaf = torch.ones([2 ** 23], { requiresGrad: true });
    const { handle: seed } = torch.ones([2 ** 23]);
    const id = operator("mul", "Scalar")({}, OWNED, leaf.handle, 3) as TensorId;
    collectGarbage();
    const { sweeps } = memoryStats();
    native((addon) => addon.tensorBackward(id, seed, undefined, false, null));
    expect(memoryStats().sweeps).toBeGreaterThan(sweeps);
    expect(leaf.grad?.at(0).item()).toBe(3);
  });

  it("is not swept by operators that a getter calls while the arguments are read", () => {
    const where = operator("where", "ScalarSelf");
    const { handle: never } = tensor([false]);
    const id = orphan(7);
    let calls = 0;
    const scalar = {
      get re() {
        collectGarbage();
        calls += (operator("add", "Tensor")(null, 0, handle, handle) as object) ? 1 : 0;
        return 1;
      },
      im: 0,
    };
    const result = native(() => where(null, idMark(2), never, scalar, id));
    expect([calls, firstValue(result)]).toEqual([1, { re: 7, im: 0 }]);
  });

  it("lives on by its handle, which is one, when its owner is gone", async () => {
    const ofDropped = () => torch.ones([3]).add(1).handle;
    const kept = ofDropped();
    await collected();
    expect(engine().tensorShape(kept)).toEqual([3]);
    const x = torch.ones([2]);
    const { held } = x;
    expect(typeof held).toBe("number");
    expect([x.handle, engine().tensorHandle(held), x.held]).toEqual(Array(3).fill(x.handle));
  });

  it("is freed with its owner, and its place goes to others under another id", async () => {
    await collected();
    const { liveTensors } = memoryStats();
    const ids = new Set<unknown>();
    for (let round = 0; round < 20; round++) {
      ids.add(operator("add", "Tensor")({}, OWNED, handle, handle));
      await collected();
      expect(memoryStats().liveTensors).toBe(liveTensors);
    }
    expect(ids.size).toBe(20);
    for (const id of ids)
      expect(() => native((addon) => addon.tensorShape(id as TensorId))).toThrow(InputError);
  });

  it("is told in errors for what it is", () => {
    const x = torch.ones([2, 3]);
    expect(() =>
      native(() => operator("select", "int")(null, idMark(1), handle, x.held, 0)),
    ).toThrow("select.dim: expected an integer but received a tensor (float32 [2, 3] on cpu)");
    x.dispose();
    expect(() => call(operator("neg"), x.held)).toThrow(
      "neg.self: expected a tensor but received a disposed one",
    );
  });
});

describe("tensors in lists and tuples", () => {
  it("are passed and returned by their ids", () => {
    const [a, b] = [torch.ones([2]), torch.zeros([1])];
    const joined = torch.cat([a, b]);
    const [values, places] = joined.sort();
    expect(values.toArray()).toEqual([0, 1, 1]);
    expect(places.toArray()).toEqual([2, 0, 1]);
    const fresh = torch.cat([a, b]).max(0);
    expect([a, b, ...fresh].map(({ held }) => typeof held)).toEqual(Array(4).fill("number"));
  });

  it("are freed with their owners", async () => {
    const x = torch.ones([3, 3]);
    await collected();
    const { liveTensors } = memoryStats();
    const [kept] = x.max(0);
    await collected();
    expect(memoryStats().liveTensors).toBe(liveTensors + 1);
    expect(kept.toArray()).toEqual([1, 1, 1]);
  });

  it("are not taken for what a number of the user's names", () => {
    const x = torch.ones([2]);
    const number = x.held as never;
    expect(() => torch.cat([x, number])).toThrow(
      `cat.tensors[1]: expected a tensor but received ${number}`,
    );
    expect(() => x.indexPut([number], x)).toThrow(InputError);
  });

  it("are told in errors by their places", () => {
    const [x, disposed] = [torch.ones([2]), torch.ones([2])];
    disposed.dispose();
    expect(() => torch.cat([x, disposed])).toThrow(
      "cat.tensors[1]: expected a tensor but received a disposed one",
    );
    expect(() => torch.cat([x, null as never])).toThrow(
      "cat.tensors[1]: expected a tensor but received null",
    );
  });
});

it("an owner that is no object is refused, and nothing is left of the result", () => {
  const { liveTensors } = memoryStats();
  for (const owner of [null, 1, "x"]) {
    expect(() => operator("neg")(owner as never, OWNED, handle)).toThrow();
  }
  expect(memoryStats().liveTensors).toBe(liveTensors);
});

describe("what is no operator's number", () => {
  it.each([-1, 2 ** 20, 2 ** 32 - 1, "0", null, undefined, {}])("is refused: %s", (junk) => {
    expect(() => native((addon) => addon.call(junk as never, null, 0, handle))).toThrow(
      /^operator: expected the number of one but received /,
    );
  });
});

describe("what is no id", () => {
  const { held } = torch.ones([1]);

  it.each([
    -1,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 30,
    2 ** 31,
    2 ** 32,
    2 ** 40,
    "1",
    {},
  ])("is refused: %s", (junk) => {
    const sentence = /expected a tensor but received /;
    expect(() => call(operator("neg"), junk)).toThrow(sentence);
    for (const name of [
      "tensorShape",
      "tensorInfo",
      "tensorDispose",
      "tensorIsDisposed",
      "tensorHandle",
    ] as const) {
      expect(() => native((addon) => addon[name](junk as TensorHandle)), name).toThrow(sentence);
    }
    const id = junk as TensorId;
    for (const act of [
      () => engine().tensorGrad({}, id),
      () => engine().tensorSetGrad(id, null),
      () => engine().tensorSetGrad(handle, id),
      () => engine().tensorBackward(id, null, undefined, false, null),
    ]) {
      expect(() => native(act), String(act)).toThrow(sentence);
    }
  });

  it("is a number of the user's, though it be one of ours", () => {
    for (const act of [
      () => torch.where(held as never, 1, 2),
      () => torch.stack([held as never]),
    ]) {
      expect(act).toThrow(/received /);
      expect(act).not.toThrow(TorchError);
    }
    expect(() => native(() => operator("neg")(null, 0, held))).toThrow(
      `neg.self: expected a tensor but received ${held}`,
    );
    expect(() => native((addon) => addon.tensorToBytes(held as never))).toThrow(InputError);
  });
});
