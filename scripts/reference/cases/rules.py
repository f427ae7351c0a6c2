"""One row a rule and way of setting it: each is tried alone and under every transform.

The property tests of `test/reference` take their rules from here too, through rules.json. Numbers
are such that every option shows in thirty steps: a second β of 0.9 lets amsgrad's maximum matter,
an eps of 0.05 tells where it stands from where it does not. Layca projects adamW's decay away, so
it decays what is no kernel too.
"""

from reference.cases.writing import rule

RULES = {
    "sgd": rule("sgd", lr=0.1),
    "sgd with weight decay": rule("sgd", lr=0.1, momentum=0.5, weightDecay=0.05),
    "sgd with momentum": rule("sgd", lr=0.1, momentum=0.9),
    "sgd with dampening": rule("sgd", lr=0.1, momentum=0.8, dampening=0.3),
    "sgd with nesterov": rule("sgd", lr=0.1, momentum=0.9, nesterov=True),
    "velocity": rule("sgd", lr=0.1, momentum=0.9, momentumForm="velocity"),
    "velocity with nesterov": rule(
        "sgd", lr=0.1, momentum=0.9, momentumForm="velocity", nesterov=True
    ),
    "average": rule("sgd", lr=0.3, momentum=0.9, momentumForm="average"),
    "adam": rule("adam", lr=0.01),
    "adam with weight decay": rule("adam", lr=0.01, betas=[0.8, 0.95], weightDecay=0.05),
    "adam with a large eps": rule("adam", lr=0.05, eps=0.05),
    "amsgrad": rule("adam", lr=0.01, betas=[0.8, 0.9], amsgrad=True),
    "adamW": rule("adamW", lr=0.01, betas=[0.9, 0.95], weightDecay=0.3, weightDecayOn="all"),
    "adamW with amsgrad": rule(
        "adamW", lr=0.01, betas=[0.8, 0.9], weightDecay=0.3, weightDecayOn="all", amsgrad=True
    ),
    "rmsprop": rule("rmsprop", lr=0.005, alpha=0.9),
    "rmsprop with weight decay": rule("rmsprop", lr=0.005, alpha=0.9, eps=0.05, weightDecay=0.02),
    "rmsprop with momentum": rule("rmsprop", lr=0.002, alpha=0.9, momentum=0.8),
    "rmsprop, centered": rule("rmsprop", lr=0.005, alpha=0.9, centered=True),
    "rmsprop, centered, with momentum": rule(
        "rmsprop", lr=0.002, alpha=0.9, momentum=0.8, centered=True
    ),
    "adagrad": rule("adagrad", lr=0.05),
    "adagrad with weight decay": rule("adagrad", lr=0.05, eps=0.05, weightDecay=0.02),
    "adagrad with lrDecay": rule("adagrad", lr=0.1, lrDecay=0.1),
    "adagrad with initialAccumulator": rule("adagrad", lr=0.2, initialAccumulator=0.3),
}
