"""What papers and articles state, each statement with a check that runs.

For the Evidence and Context module pages.

* claim, paper_claims, evidence: published numbers and the registry of all
* operator_corrections, module_corrections: sentences of an article, corrected
* context_module, initialisation, module_border, feature_maps: Yu and Koltun's module, run
* vgg_surgery: from VGG-16 to the dilated front end
* scores, published_cases: tables of papers and of other projects
* learned_claims: what the training of the shipped networks wrote down

May import: every room before it except export.
"""
