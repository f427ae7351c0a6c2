import { dispatch } from "./dispatch.js";
import type { Operator } from "./operator.js";
import { methodKeys, operatorAt, propertyKeys } from "./operator-table.js";
import { HandleOwner } from "./tensor-handle.js";

/** What `Tensor` inherits: the operators of the generated table as methods and properties. */
export abstract class OperatorMethods extends HandleOwner {
  static {
    for (const [name, key] of methodKeys()) {
      let operator: Operator | undefined;
      const value = function (this: OperatorMethods, ...args: unknown[]): unknown {
        operator ??= operatorAt(key);
        return dispatch(operator, withReceiver(this, args), this.wrap);
      };
      Object.defineProperty(OperatorMethods.prototype, name, {
        value,
        writable: true,
        configurable: true,
      });
    }
    for (const [name, key] of propertyKeys()) {
      const get = function (this: OperatorMethods): unknown {
        return dispatch(operatorAt(key), [this], this.wrap);
      };
      Object.defineProperty(OperatorMethods.prototype, name, { get, configurable: true });
    }
  }
}

/** `[receiver, ...args]`, which leaves thrice as much to be collected. */
function withReceiver(receiver: OperatorMethods, args: readonly unknown[]): readonly unknown[] {
  switch (args.length) {
    case 0:
      return [receiver];
    case 1:
      return [receiver, args[0]];
    case 2:
      return [receiver, args[0], args[1]];
    default:
      return [receiver, ...args];
  }
}
