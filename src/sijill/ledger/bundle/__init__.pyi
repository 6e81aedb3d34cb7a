from .audit import verify_bundle as verify_bundle
from .writing import Contents as Contents
from .writing import write_bundle as write_bundle
